/** `+256772•••418` → `+256 772 ••• 418`; other lengths keep their digits together around the dots. */
export function spacedNumber(masked: string): string {
  return masked.replace(/^(\+\d{3})(\d{3})(?=•)/, "$1 $2").replace("•••", " ••• ");
}
