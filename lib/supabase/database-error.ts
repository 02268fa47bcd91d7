import { SafeError } from "@/lib/safe-error";

/** SQLSTATE classes that concern the moment, not the call: connection, rollback, resources, shutdown. */
const passingClasses = new Set(["08", "40", "53", "55", "57", "58", "XX"]);

/** A failed call of an SQL function: which one, with which code; `passing` when trying again can help. */
export class DatabaseError extends SafeError {
  override readonly name = "DatabaseError";
  readonly databaseCode: string;
  readonly httpStatus: number;
  readonly passing: boolean;

  constructor(functionName: string, code: string | null | undefined, httpStatus: number) {
    // A gateway in between may answer without any code of Postgres.
    const databaseCode = code ?? "";
    super(
      "database_error",
      `Database function ${functionName} failed (${databaseCode || "no answer"})`,
    );
    this.databaseCode = databaseCode;
    this.httpStatus = httpStatus;
    // No status: nothing answered. 5xx and PGRST00x: the gateway or its pool is in trouble.
    this.passing =
      httpStatus === 0 ||
      httpStatus >= 500 ||
      httpStatus === 408 ||
      httpStatus === 429 ||
      databaseCode.startsWith("PGRST00") ||
      passingClasses.has(databaseCode.slice(0, 2));
  }
}
