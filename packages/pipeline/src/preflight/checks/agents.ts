import type { Agent } from '../../model/helpdesk.ts';
import { counted } from '../../words/counted.ts';
import type { PreflightCheck, PreflightContext } from '../check.ts';
import type { Finding } from '../finding.ts';

/** Agents whom nobody in the target stands for: their open tickets need somebody. */
export const agents: PreflightCheck = {
  name: 'agents',
  async run(context) {
    const { config, jsm, facts, signal } = context;
    const accounts = new Map(
      Object.entries(config.agents).map(([from, to]) => [from.toLowerCase(), to]),
    );
    const findings: Finding[] = [];
    for (const { id, name, email, active } of await agentsOf(context)) {
      const tickets = facts.assignees.get(id) ?? 0;
      // Whoever has no ticket is a name in texts; before any is staged, those who work may have one.
      if (tickets === 0 && (facts.staged > 0 || !active)) continue;
      const address = email && (accounts.get(email.toLowerCase()) ?? email);
      const account = address && (await jsm.customers.find(address, { signal }));
      if (account) continue;
      findings.push({
        severity: 'warning',
        place: `agents.${email ?? name}`,
        message: `no account of the site ${address ? `has the address ${address}` : 'can be found without an address'}: ${tickets > 0 ? counted(tickets, 'ticket') : 'its tickets'} will ${config.fallbackAssignee ? `go to ${config.fallbackAssignee}` : 'be unassigned'}; the name stays in the texts`,
        remedy: 'Name the account in `agents`, invite the person, or set `fallbackAssignee`.',
      });
    }
    return findings;
  },
};

async function agentsOf({ store, source, survey }: PreflightContext): Promise<Agent[]> {
  const staged = await Array.fromAsync(store.staging.iterate('agent'), ({ payload }) =>
    source.parse.agent(payload),
  );
  return staged.length > 0 ? staged : [...(survey?.agents ?? [])];
}
