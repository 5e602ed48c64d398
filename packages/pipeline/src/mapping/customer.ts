import type { ResolvedConfig } from '../config/schema.ts';
import type { Contact } from '../model/helpdesk.ts';
import type { FieldChange } from '../store/store.ts';
import { normalizedEmail } from './addresses.ts';
import { callHook } from './hooks/call-hook.ts';

/** Which customer stands for a contact: the e-mail is the key, whatever the accounts say. */
export type CustomerIntent =
  | { readonly kind: 'customer'; readonly email: string; readonly displayName: string }
  | { readonly kind: 'none'; readonly rule: string };

export function toCustomer(
  contact: Contact,
  config: Pick<ResolvedConfig, 'contacts' | 'hooks'>,
): CustomerPlan {
  const plan = bySettings(contact, config);
  const { intent, changes } = plan;
  if (intent.kind === 'none') return plan;
  const { email, displayName } = intent;
  const name = `contact ${contact.id}`;
  const hooked = callHook(config.hooks, 'customer', {
    draft: { email, displayName },
    record: contact,
    name,
  });
  const { patch } = hooked;
  return {
    intent: {
      ...intent,
      displayName: patch.displayName ?? displayName,
      email: normalizedEmail(patch.email) ?? email,
    },
    changes: [...changes, ...hooked.changes],
  };
}

interface CustomerPlan {
  readonly intent: CustomerIntent;
  readonly changes: readonly FieldChange[];
}

function bySettings(contact: Contact, config: Pick<ResolvedConfig, 'contacts'>): CustomerPlan {
  const displayName = contact.name.trim() || contact.email?.trim() || `Contact ${contact.id}`;
  const email = normalizedEmail(contact.email);
  if (email) return { intent: { kind: 'customer', email, displayName }, changes: [] };

  const { withoutEmail, placeholderDomain, sharedEmail } = config.contacts;
  const given = contact.email?.trim();
  const why = given ? `"${given}" is no e-mail address` : 'has no e-mail address';
  switch (withoutEmail) {
    case 'skip':
      return { intent: { kind: 'none', rule: 'contacts.withoutEmail: skip' }, changes: [] };
    case 'shared': {
      const shared = normalizedEmail(sharedEmail) ?? `customers@${placeholderDomain}`;
      return {
        intent: { kind: 'customer', email: shared, displayName: 'Customers without e-mail' },
        changes: [{ field: 'email', reason: 'default', detail: `${why}: stands behind ${shared}` }],
      };
    }
    case 'placeholder': {
      const placeholder = `contact-${contact.id}@${placeholderDomain}`;
      return {
        intent: { kind: 'customer', email: placeholder, displayName },
        changes: [{ field: 'email', reason: 'default', detail: `${why}: now ${placeholder}` }],
      };
    }
  }
}
