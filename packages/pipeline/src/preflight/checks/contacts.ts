import type { PreflightCheck } from '../check.ts';
import type { Finding } from '../finding.ts';

/** A customer is a mailbox: contacts that share one become one, and contacts without one need a rule. */
export const contacts: PreflightCheck = {
  name: 'contacts',
  async run({ facts, config }) {
    const { sharedEmails, inSharedEmails, withoutEmail } = facts.contacts;
    const findings: Finding[] = [];
    if (sharedEmails > 0) {
      findings.push({
        severity: 'note',
        place: 'contacts',
        message: `${inSharedEmails} contacts share ${sharedEmails} e-mail addresses: each address is one customer, a member of all their organizations`,
        remedy: 'Nothing; or merge the contacts in the source.',
      });
    }
    if (withoutEmail > 0) {
      findings.push({
        severity: 'warning',
        place: 'contacts.withoutEmail',
        message: `${withoutEmail} contacts have no e-mail address; the rule is "${config.contacts.withoutEmail}"`,
        remedy: 'Accept it, choose another rule, or fill in the addresses in the source.',
      });
    }
    return findings;
  },
};
