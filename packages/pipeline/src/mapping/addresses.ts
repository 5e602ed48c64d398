/** One spelling of one mailbox; undefined for what is none. */
export function normalizedEmail(email: string | undefined): string | undefined {
  const address = email?.trim().toLowerCase();
  return address && /^[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;.]+$/u.test(address) ? address : undefined;
}

/** The recipients of a mail as they stand there: Zoho writes all of them into one string. */
export function recipientsIn(list: string | undefined): string[] {
  return (list ?? '').split(/[,;]/).flatMap((part) => part.trim() || []);
}

/** Their addresses alone, whatever names and quotes stand around them. */
export function addressesIn(list: string | undefined): string[] {
  const found = (list ?? '').match(/[^\s@<>,;"]+@[^\s@<>,;"]+/gu) ?? [];
  return found.flatMap((address) => normalizedEmail(address) ?? []);
}
