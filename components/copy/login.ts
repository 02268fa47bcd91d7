const minutes = (seconds: number) =>
  seconds < 60 ? "a minute" : seconds < 120 ? "2 minutes" : `${Math.ceil(seconds / 60)} minutes`;

/** Sign-in, and everything else before the console. */
export const loginCopy = {
  title: "Sign in",
  lead: "Parcelo console, for staff",
  local: "Stand-ins in use: the accounts are printed where the stack was started.",
  email: "E-mail",
  password: "Password",
  submit: "Sign in",
  submitting: "Signing in…",
  back: "Back to sign-in",
  tooMany: (seconds: number) =>
    `Too many tries. Wait ${minutes(seconds)}, then try again. Nothing was changed.`,
  problems: {
    missing: "Enter your e-mail address and your password.",
    missing_email: "Enter your e-mail address.",
    wrong_credentials: "E-mail or password is wrong. Nothing was changed; try again.",
    not_confirmed: "This address is not confirmed yet. Open the link in the invitation first.",
    wrong_code:
      "This code is not right. Codes have six digits and change every 30 seconds: take the newest.",
    too_weak: "Take a longer password: at least 10 characters, at most 72.",
    same_password: "This is your password already. Choose another.",
    not_the_same: "The two passwords differ. Type the same one twice.",
    link_expired: "This link has been used or is too old. Ask for a new one.",
    not_staff: "This account is not staff. Ask an admin to add you.",
    deactivated: "This account was deactivated. Ask an admin if that is a mistake.",
    unavailable: "Sign-in does not answer at the moment. Try again in a minute.",
    signed_out: "You are signed out.",
    signed_out_everywhere: "You are signed out on every device.",
  },
  link: {
    open: "E-mail me a link",
    title: "Sign in by e-mail",
    about: "We mail you a link that signs you in. It works once, for one hour, on any device.",
    submit: "Send the link",
    submitting: "Sending…",
    sent: (email: string) =>
      `If ${email} belongs to staff, a link is on its way. Nothing after a few minutes? Look in the spam folder.`,
  },
  reset: {
    open: "Forgot the password?",
    title: "Choose a new password",
    about: "We mail you a link to a new password. Until you use it, the old one stays.",
    submit: "Send the link",
    submitting: "Sending…",
    sent: (email: string) =>
      `If ${email} belongs to staff, a link is on its way. Nothing after a few minutes? Look in the spam folder.`,
  },
  confirm: {
    again: "Ask for a new link",
    email: {
      title: "Sign in by e-mail",
      about: "Press the button to sign in on this device.",
      submit: "Sign in on this device",
      expired: "This link has been used or is too old. Ask for a new one.",
    },
    recovery: {
      title: "Choose a new password",
      about: "Press the button to go on to your new password.",
      submit: "Go on",
      expired: "This link has been used or is too old. Ask for a new one.",
    },
    invite: {
      title: "Welcome to Parcelo",
      about: "You are invited to the console. Accept, then choose a password.",
      submit: "Accept the invitation",
      expired:
        "This invitation has been used or is too old. If you have a password, sign in; otherwise ask the admin who invited you to send it again.",
    },
  },
  code: {
    title: "Second factor",
    about: "Open your authenticator app and enter the six digits that it shows for Parcelo.",
    code: "Code",
    lost: "Phone lost? An admin can reset your second factor on the Staff page.",
    other: "Sign in as somebody else",
    tooMany: (seconds: number) => `Too many wrong codes. Wait ${minutes(seconds)}, then try again.`,
  },
  newPassword: {
    title: "Your new password",
    about: "At least 10 characters. All your other sessions end.",
    password: "New password",
    again: "The same again",
    submit: "Save and go on",
    submitting: "Saving…",
  },
};
