/** Navigation, banner and account menu. */
export const frameCopy = {
  title: "Parcelo console",
  skip: "Skip to the page",
  navigation: "Main",
  account: "Your account and settings",
  signOut: "Sign out",
  keyboard: "Keyboard shortcuts",
  simulator: "Simulator",
  more: "More",
  theme: "Appearance",
  themes: { system: "As the system", light: "Light", dark: "Dark" },
  roles: { support: "Support", privacy: "Privacy", admin: "Admin" },
  sections: { work: "Work" },
  pages: { sessions: "Sessions" },
  ready: "All systems ready",
  notReady: (parts: string) =>
    `Not answering: ${parts}. What arrives is stored; replies may wait. This line goes away by itself.`,
  unreachable:
    "The console cannot reach its server. What you see may be old; text you have typed is kept.",
  standIns: (parts: string) => `Stand-ins in use: ${parts}. Nothing here reaches a real customer.`,
  standInNames: {
    supabase: "database",
    inngest: "job engine",
    openai: "AI model",
    luminous: "WhatsApp provider",
  },
  partNames: { database: "database", storage: "file storage", "job engine": "job engine" },
  somePart: "a part of the service",
};
