/** Cuts at a whole character (never in a surrogate pair) and marks the cut. */
export function shorten(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const cut = text.slice(0, longest - 1);
  const last = cut.charCodeAt(cut.length - 1);
  const whole = last >= 0xd800 && last <= 0xdbff ? cut.slice(0, -1) : cut;
  return `${whole.trimEnd()}…`;
}

export const oneLine = (text: string): string => text.replace(/\s+/gu, ' ').trim();

const LONGEST_SUMMARY = 255;

/** As Jira takes a summary; empty for a text that has no words. */
export const summaryOf = (text: string): string => shorten(oneLine(text), LONGEST_SUMMARY);
