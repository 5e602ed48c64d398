import { NotFoundError } from '@zdjsm/jsm';
import { ORGANIZATION_PROPERTY } from '../../../load/organizations.ts';
import { stagedOrganizations } from '../../../run/staged-organizations.ts';
import type { CrosswalkRow } from '../../../store/store.ts';
import type { RollbackContext } from '../context.ts';
import { forget, keep, nothingOf, type RollbackKind, takeBack, type Verdict } from '../kind.ts';
import { orGone } from '../touches.ts';

/** An organization of ours goes, with its memberships; one that was there before loses our property. */
export const ORGANIZATIONS: RollbackKind = {
  kind: 'account',
  how: 'the organization is deleted, or our property is taken off one that was there before',
  async judge(context, row) {
    const id = row.targetId ?? (await findOrganization(context, row));
    if (id === undefined) return nothingOf(row);
    const found = { ...row, targetId: id };
    return row.rollback === 'preserve'
      ? await judgeProperty(context, found)
      : await judgeOrganization(context, found, id);
  },
  async takeBack({ jsm, signal }, rows) {
    for (const { targetId: id = '', rollback } of rows) {
      const change =
        rollback === 'preserve'
          ? jsm.organizations.deleteProperty(id, ORGANIZATION_PROPERTY, { signal })
          : jsm.organizations.delete(id, { signal });
      await orGone(change);
    }
  },
  async stillThere(context, rows) {
    const there: CrosswalkRow[] = [];
    for (const row of rows) {
      const { targetId: id = '', rollback } = row;
      const found =
        rollback === 'preserve'
          ? await propertyOf(context, id)
          : await orGone(context.jsm.organizations.get(id, { signal: context.signal }));
      if (found) there.push(row);
    }
    return there;
  },
  async goesWith({ store }, { sourceId, rollback }) {
    const family = await store.crosswalk.family(sourceId);
    return family.filter(({ kind }) => kind === 'account' || rollback === 'delete');
  },
};

async function judgeProperty(context: RollbackContext, row: CrosswalkRow): Promise<Verdict> {
  const property = await propertyOf(context, row.targetId ?? '');
  const isOurs = property instanceof Object && Reflect.get(property, 'source') === row.sourceId;
  return isOurs ? takeBack(row) : forget;
}

async function judgeOrganization(
  context: RollbackContext,
  row: CrosswalkRow,
  id: string,
): Promise<Verdict> {
  const { jsm, uses, signal } = context;
  const organization = await orGone(jsm.organizations.get(id, { signal }));
  if (!organization) return forget;
  const why: string[] = [];
  if (row.targetKey !== undefined && organization.name !== row.targetKey) {
    why.push('it was renamed');
  }
  const others = await otherMembers(context, row, id);
  if (others > 0) why.push(`it has ${others} members that did not come with this batch`);
  if ((await uses.organizations()).has(id)) why.push('issues that stay belong to it');
  if (why.length > 0) {
    uses.organizationsStaying.add(id);
    return keep(why.join('; '));
  }
  uses.organizationsGoing.add(id);
  return takeBack(row);
}

async function otherMembers(
  { jsm, store, taken, signal }: RollbackContext,
  { sourceId }: CrosswalkRow,
  id: string,
): Promise<number> {
  const family = await store.crosswalk.family(sourceId);
  const ours = new Set(
    family.flatMap(({ kind, batch, rollback, hash }) =>
      kind === 'membership' && batch === taken.id && rollback === 'delete' && hash ? [hash] : [],
    ),
  );
  let others = 0;
  for await (const { accountId } of jsm.organizations.members(id, { signal })) {
    if (!ours.has(accountId)) others += 1;
  }
  return others;
}

/** What an interrupted attempt may have made; one of this name that was there before is not ours. */
async function findOrganization(
  context: RollbackContext,
  { sourceId, rollback }: CrosswalkRow,
): Promise<string | undefined> {
  const { jsm, store, signal } = context;
  const staged = await store.staging.get('account', sourceId);
  if (!staged || rollback === 'preserve') return undefined;
  const { intent } = (await stagedOrganizations(context))(staged.payload);
  for await (const { id, name } of jsm.organizations.list({ signal })) {
    if (name === intent.name) return id;
  }
  return undefined;
}

async function propertyOf(
  { jsm, signal }: RollbackContext,
  id: string,
): Promise<unknown | undefined> {
  try {
    return await jsm.organizations.getProperty(id, ORGANIZATION_PROPERTY, { signal });
  } catch (error) {
    if (error instanceof NotFoundError) return undefined;
    throw error;
  }
}
