/** Sign-in. */
export const loginCopy = {
  title: "Sign in",
  lead: "Parcelo console, for staff",
  local: "Stand-ins in use: the accounts are printed where the stack was started.",
  email: "E-mail",
  password: "Password",
  submit: "Sign in",
  submitting: "Signing in…",
  problems: {
    missing: "Enter your e-mail address and your password.",
    wrong_credentials: "E-mail or password is wrong. Nothing was changed; try again.",
    not_confirmed: "This address is not confirmed yet. Open the link in the invitation first.",
    too_many: "Too many tries. Wait a minute, then try again.",
    not_staff: "This account is not staff. Ask an admin to add you.",
    deactivated: "This account was deactivated. Ask an admin if that is a mistake.",
    unavailable: "Sign-in does not answer at the moment. Try again in a minute.",
    signed_out: "You are signed out.",
  },
};
