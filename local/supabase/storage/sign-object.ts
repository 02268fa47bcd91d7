import { jwtVerify, SignJWT } from "jose";
import { z } from "zod";
import {
  type ApiAnswer,
  type ApiRequest,
  type GatewayContext,
  jsonAnswer,
} from "../gateway/gateway-context";
import { readBody } from "../gateway/read-body";
import { notSpoken } from "../gateway/request-error";
import { fileAnswer } from "./download-object";
import { decodeSegment, objectPath } from "./object-path";
import { findObject } from "./object-row";
import { StorageError } from "./storage-error";
import { storageScope } from "./storage-scope";

const signBody = z.looseObject({
  expiresIn: z.number().int().positive(),
  paths: z.array(z.string()).optional(),
});
const signedClaims = z.looseObject({ url: z.string() });

/** `POST /object/sign/<bucket>/<path>`, or `/object/sign/<bucket>` with several paths. */
export async function signObject(context: GatewayContext, request: ApiRequest): Promise<ApiAnswer> {
  const scope = storageScope(request);
  const body = signBody.parse(JSON.parse(await readBody(request.message)));
  if ("transform" in body) throw notSpoken("An image transformation", "Sign the original.");
  const segments = request.path.split("/").slice(2);
  const sign = async (target: { bucket: string; name: string }) => {
    await findObject(context.database, scope, target);
    const url = `${target.bucket}/${target.name}`;
    const token = await new SignJWT({ url })
      .setProtectedHeader({ alg: "HS256" })
      .setIssuedAt()
      .setExpirationTime(Math.floor(Date.now() / 1000) + body.expiresIn)
      .sign(context.keys.secret);
    // As hosted: the path is not percent-encoded here; the client does that.
    return `/object/sign/${url}?token=${token}`;
  };
  if (segments.length > 1) return jsonAnswer(200, { signedURL: await sign(objectPath(segments)) });

  const bucket = decodeSegment(segments[0] ?? "");
  const answers = await Promise.all(
    (body.paths ?? []).map(async (path) => {
      try {
        return { error: null, path, signedURL: await sign({ bucket, name: path }) };
      } catch (error) {
        if (!(error instanceof StorageError)) throw error;
        return {
          error: "Either the object does not exist or you do not have access to it",
          path,
          signedURL: null,
        };
      }
    }),
  );
  return jsonAnswer(200, answers);
}

/** `GET /object/sign/<bucket>/<path>?token=`: whoever holds the link may read, until it expires. */
export async function fetchSigned(
  context: GatewayContext,
  request: ApiRequest,
): Promise<ApiAnswer> {
  const target = objectPath(request.path.split("/").slice(2));
  const token = request.query.get("token") ?? "";
  let url: string;
  try {
    const { payload } = await jwtVerify(token, context.keys.secret, { algorithms: ["HS256"] });
    url = signedClaims.parse(payload).url;
  } catch {
    throw new StorageError(
      400,
      "InvalidJWT",
      "InvalidJWT",
      "The signed URL has expired or its token is not valid",
    );
  }
  if (url !== `${target.bucket}/${target.name}`) {
    throw new StorageError(400, "InvalidSignature", "InvalidSignature", "Invalid signature");
  }
  const scope = {
    role: "service_role",
    claims: '{"role":"service_role"}',
    method: "GET",
    path: "",
    headers: "{}",
    readOnly: true,
  };
  return fileAnswer(context, request, await findObject(context.database, scope, target));
}
