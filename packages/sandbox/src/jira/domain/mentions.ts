import type { MailSubject } from '../mail/outbox.ts';
import type { Json } from '../model/json.ts';
import type { Site } from '../site.ts';
import { mentionedIds } from '../text/adf.ts';
import { parseAdf } from '../text/documents.ts';

/** Mentions mail the people they name (facts § 3.7): customers only where they can read the text. */
export function mailMentions(
  site: Site,
  about: MailSubject,
  texts: readonly (Json | undefined)[],
  options: { readonly internal: boolean },
): void {
  const ids = texts.flatMap((text) =>
    typeof text === 'string' && text.includes('"mention"') ? mentionedIds(parseAdf(text)) : [],
  );
  const reached = ids.filter(
    (id) => !options.internal || site.store.accounts.get(id)?.role !== 'customer',
  );
  site.outbox.to(reached, 'mention', about);
}
