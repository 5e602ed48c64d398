import { forget, keep, left, nothingOf, pass, type RollbackKind, takeBack } from '../kind.ts';
import { orGone } from '../touches.ts';

/** Components that no issue names any more. */
export const COMPONENTS: RollbackKind = {
  kind: 'component',
  how: 'the component is deleted',
  async judge({ jsm, uses, signal }, row) {
    if (row.rollback === 'preserve') return forget;
    if (row.targetId === undefined) return nothingOf(row);
    for await (const issue of jsm.search(`component = ${row.targetId}`, {
      fields: ['labels'],
      signal,
    })) {
      if (!(await uses.isGone(issue))) return keep(`${issue.key} has it`);
    }
    return takeBack(row);
  },
  async takeBack({ jsm, signal }, rows) {
    for (const { targetId = '' } of rows) {
      await orGone(jsm.projects.components.delete(targetId, { signal }));
    }
  },
  async stillThere({ jsm, signal }, rows) {
    const [projectKey = ''] = rows[0]?.sourceId.split('/') ?? [];
    const there = new Set<string>();
    for await (const { id } of jsm.projects.components.list(projectKey, { signal })) there.add(id);
    return rows.filter(({ targetId = '' }) => there.has(targetId));
  },
  groupOf: ({ sourceId }) => sourceId.split('/')[0] ?? '',
};

/** A property of an organization: it goes with one of ours. */
export const CONTRACTS: RollbackKind = {
  kind: 'contract',
  how: 'the property of the organization is deleted',
  async judge({ jsm, uses, signal }, row) {
    const { targetId: id, targetKey: key } = row;
    if (id === undefined || key === undefined) return nothingOf(row);
    if (uses.organizationsGoing.has(id)) return forget;
    if (uses.organizationsStaying.has(id)) return pass;
    const value = await orGone(jsm.organizations.getProperty(id, key, { signal }));
    return value === undefined ? forget : takeBack(row);
  },
  async takeBack({ jsm, signal }, rows) {
    for (const { targetId = '', targetKey = '' } of rows) {
      await orGone(jsm.organizations.deleteProperty(targetId, targetKey, { signal }));
    }
  },
};

/** Objects of Assets; Assets tells when one was changed, but not by whom. */
export const CUSTOM_RECORDS: RollbackKind = {
  kind: 'custom-record',
  how: 'the object is deleted; what is in the archive only is forgotten',
  async judge({ jsm, activity, migrator, signal }, row) {
    // In a file of the folder, which the next load writes anew.
    if (row.rollback === 'preserve' || row.targetId === undefined) return nothingOf(row);
    const object = await orGone(jsm.assets.objects.get(row.targetId, { signal }));
    if (!object) return forget;
    const { updated } = object;
    if (updated !== undefined && !activity.isOurs({ by: migrator, at: updated })) {
      return keep(`it was changed at ${updated}`);
    }
    return takeBack(row);
  },
  async takeBack({ jsm, signal }, rows) {
    for (const { targetId = '' } of rows) {
      await orGone(jsm.assets.objects.delete(targetId, { signal }));
    }
  },
  async stillThere({ jsm, signal }, rows) {
    const there = await Promise.all(
      rows.map(({ targetId = '' }) => orGone(jsm.assets.objects.get(targetId, { signal }))),
    );
    return rows.filter((_, place) => there[place] !== undefined);
  },
};

/** Schemas and types hold no record of anybody, and may be wanted for the next load. */
const assetSetting = (kind: string, name: string): RollbackKind => ({
  kind,
  how: `the ${name} stays, empty`,
  judge: async (_, row) =>
    row.rollback === 'preserve' || row.targetId === undefined
      ? nothingOf(row)
      : left(`an administrator of Assets deletes the ${name} by hand, if nobody wants it`),
});

export const ASSET_SETTINGS: readonly RollbackKind[] = [
  assetSetting('asset-schema', 'schema'),
  assetSetting('asset-type', 'object type'),
  assetSetting('asset-attribute', 'attribute'),
];
