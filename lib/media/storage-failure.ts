import { SafeError } from "@/lib/safe-error";

/** Storage did not do what was asked; `httpStatus` is 0 when it did not answer. The message holds no path. */
export class StorageFailure extends SafeError {
  override readonly name = "StorageFailure";
  readonly httpStatus: number;

  constructor(operation: string, httpStatus: number, options?: ErrorOptions) {
    super("storage_error", `Storage operation ${operation} failed (${httpStatus})`, options);
    this.httpStatus = httpStatus;
  }

  /** What Storage refuses for its size: neither the bucket nor the project takes it. */
  get isTooLarge(): boolean {
    return this.httpStatus === 413;
  }
}
