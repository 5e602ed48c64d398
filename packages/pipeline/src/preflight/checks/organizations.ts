import { countIn, type TallyMap } from '../../facts/tally-map.ts';
import { counted } from '../../words/counted.ts';
import type { PreflightCheck } from '../check.ts';
import type { Finding } from '../finding.ts';

const LONGEST_NAME = 200;

/** JSM finds an organization by its name, which has at most 200 characters. */
export const organizations: PreflightCheck = {
  name: 'names of organizations',
  async run({ store, source }) {
    const names: TallyMap = new Map();
    const long: Finding[] = [];
    for await (const { id, payload } of store.staging.iterate('account')) {
      const { name } = source.parse.account(payload);
      countIn(names, name.trim().toLowerCase());
      if (name.length <= LONGEST_NAME) continue;
      long.push({
        severity: 'note',
        place: `account ${id}`,
        message: `its name has ${name.length} characters: it is shortened, and the whole name kept in a property`,
        remedy: `Nothing; or shorten it in the source to ${LONGEST_NAME} characters.`,
      });
    }
    const shared = [...names.values()].filter((count) => count > 1);
    if (shared.length === 0) return long;
    return [
      ...long,
      {
        severity: 'note',
        place: 'accounts',
        message: `${counted(shared.length, 'name')} shared by ${shared.reduce((sum, count) => sum + count, 0)} accounts: the first keeps the name, the others get their id behind it`,
        remedy: 'Nothing; or merge them in the source.',
      },
    ];
  },
};
