import {
  type ApiAnswer,
  type ApiRequest,
  type GatewayContext,
  jsonAnswer,
} from "../gateway/gateway-context";
import { readBody } from "../gateway/read-body";
import { notSpoken } from "../gateway/request-error";
import { handleAdminUsers } from "./admin-users";
import { AuthError } from "./auth-error";
import { getUser, logout, updateUser } from "./current-user";
import { handleFactors } from "./factors";
import { generateLink } from "./generate-link";
import { refreshSession } from "./refresh-session";
import { invite, sendRecoveryLink, sendSignInLink } from "./send-link";
import { signIn } from "./sign-in";
import { verifyLink } from "./verify-link";

/** `/auth/v1`: passwords, links by mail, second factors, sessions and user administration; sign-up is closed. */
export async function handleAuth(context: GatewayContext, request: ApiRequest): Promise<ApiAnswer> {
  const { method, path, query } = request;
  const body = await parseBody(request);
  if (path === "admin/generate_link" && method === "POST")
    return generateLink(context, request, body);
  if (path === "admin/users" || path.startsWith("admin/users/"))
    return handleAdminUsers(context, request, body);

  if (path === "factors" || path.startsWith("factors/"))
    return handleFactors(context, request, body);

  switch (`${method} ${path}`) {
    case "GET health":
      return jsonAnswer(200, {
        name: "GoTrue",
        version: "embedded",
        description: "Embedded Supabase Auth",
      });
    case "GET settings":
      return jsonAnswer(200, {
        external: { email: true, phone: false, anonymous_users: false },
        disable_signup: true,
        mailer_autoconfirm: false,
        phone_autoconfirm: false,
        saml_enabled: false,
      });
    case "POST token": {
      const grant = query.get("grant_type");
      if (grant === "password") return signIn(context, body);
      if (grant === "refresh_token") return refreshSession(context, body);
      throw notSpoken(`The grant «${grant}»`, "It speaks password and refresh_token.");
    }
    case "POST signup":
      throw new AuthError(422, "signup_disabled", "Signups not allowed for this instance");
    case "GET user":
      return getUser(context, request);
    case "PUT user":
      return updateUser(context, request, body);
    case "POST otp":
    case "POST magiclink":
      return sendSignInLink(context, request, body);
    case "POST recover":
      return sendRecoveryLink(context, request, body);
    case "POST invite":
      return invite(context, request, body);
    case "POST verify":
      return verifyLink(context, body);
    case "POST logout":
      return logout(context, request);
    default:
      throw notSpoken(
        `${method} /auth/v1/${path}`,
        "It speaks token, otp, recover, invite, verify, factors, user, logout, admin/users, admin/generate_link, settings and health.",
      );
  }
}

async function parseBody(request: ApiRequest): Promise<unknown> {
  if (request.method === "GET" || request.method === "HEAD") return null;
  const text = await readBody(request.message);
  return text === "" ? null : JSON.parse(text);
}
