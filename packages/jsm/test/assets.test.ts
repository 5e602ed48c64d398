import { expect, test } from 'vitest';
import { liveSite } from './live-site.ts';

const someIcon = '1';

async function contracts(...args: Parameters<typeof liveSite>) {
  const site = await liveSite(...args);
  const { assets } = site.jsm;
  const schema = await assets.ensureSchema({ name: 'From Zoho', key: 'ZOHO' });
  const company = await assets.ensureObjectType({
    name: 'Company',
    schemaId: schema.id,
    iconId: someIcon,
  });
  const contract = await assets.ensureObjectType({
    name: 'Contract',
    schemaId: schema.id,
    iconId: someIcon,
  });
  const attributesOf = async (objectTypeId: string) => {
    const external = await assets.ensureAttribute(objectTypeId, { name: 'External id' });
    const attributes = await assets.attributes(objectTypeId);
    const idOf = (name: string) => attributes.find((one) => one.name === name)?.id ?? '';
    return { external, nameId: idOf('Name') };
  };
  const ensure = async (objectTypeId: string, id: string, name: string, more = {}) => {
    const { external, nameId } = await attributesOf(objectTypeId);
    return await assets.objects.ensure({
      objectTypeId,
      values: { [external.id]: id, [nameId]: name, ...more },
      externalId: { attributeId: external.id, attributeName: external.name },
    });
  };
  return { ...site, assets, schema, company, contract, ensure };
}

test('M-14: schemas, types and attributes are made once', async () => {
  const { assets, schema, contract } = await contracts();
  expect((await assets.ensureSchema({ name: 'From Zoho', key: 'ZOHO' })).id).toBe(schema.id);
  const again = { name: 'Contract', schemaId: schema.id, iconId: someIcon };
  expect((await assets.ensureObjectType(again)).id).toBe(contract.id);
  const first = await assets.ensureAttribute(contract.id, { name: 'Ends', kind: 'date' });
  const second = await assets.ensureAttribute(contract.id, { name: 'Ends', kind: 'date' });
  expect(second.id).toBe(first.id);
  expect(second.defaultType?.name).toBe('Date');
});

test('M-14: objects keep their values and refer to each other', async () => {
  const { assets, contract, company, ensure } = await contracts();
  const owner = await assets.ensureAttribute(contract.id, {
    name: 'Customer',
    kind: { reference: company.id },
  });
  const umbrella = await ensure(company.id, '7', 'Umbrella');
  const made = await ensure(contract.id, '9', 'Gold', { [owner.id]: umbrella.id });
  const object = await assets.objects.get(made.id);
  expect(object.label).toBe('Gold');
  const held = object.attributes?.find((one) => one.objectTypeAttributeId === owner.id);
  expect(held?.objectAttributeValues[0]?.referencedObject?.id).toBe(umbrella.id);
});

test('an object is updated by its external id, and deleted', async () => {
  const { assets, contract, ensure, sandbox } = await contracts();
  const first = await ensure(contract.id, '9', 'Gold "plus"');
  sandbox.clock.advance(60_000);
  const second = await ensure(contract.id, '9', 'Platinum');
  expect(second).toEqual({ ...first, created: false });
  expect((await assets.objects.get(first.id)).label).toBe('Platinum');
  sandbox.clock.advance(60_000);
  const all = await assets.objects.query('objectType = "Contract"').toArray({ limit: 9 });
  expect(all.map(({ id }) => id)).toEqual([first.id]);
  await assets.objects.delete(first.id);
  await expect(assets.objects.get(first.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('M-14: many objects are imported in batches; a second import writes only what differs', async () => {
  const { assets, contract, calls, sandbox } = await contracts();
  const external = await assets.ensureAttribute(contract.id, { name: 'External id' });
  const ends = await assets.ensureAttribute(contract.id, { name: 'Ends', kind: 'date' });
  const attributes = await assets.attributes(contract.id);
  const name = attributes.find(({ label }) => label)?.id ?? '';
  const place = {
    objectTypeId: contract.id,
    externalId: { attributeId: external.id, attributeName: external.name },
  };
  const record = (i: number, ending = '2027-01-31') => ({
    [external.id]: `z-${i}`,
    [name]: `Contract ${i}`,
    [ends.id]: ending,
  });
  const records = Array.from({ length: 120 }, (_, i) => record(i));
  const importAll = async (list: Iterable<ReturnType<typeof record>>) => {
    const results: { externalId: string; state: string }[] = [];
    for await (const { externalId, error, ...rest } of assets.objects.importMany(place, list)) {
      results.push({ externalId, state: error ? error.code : 'state' in rest ? rest.state : '' });
    }
    return results;
  };
  const states = (results: readonly { state: string }[]) => [
    ...new Set(results.map((r) => r.state)),
  ];

  const first = await importAll(records);
  expect(first.map(({ externalId }) => externalId)).toEqual(records.map((r) => r[external.id]));
  expect(states(first)).toEqual(['created']);
  expect(calls('POST', /\/object\/aql$/)).toBeLessThan(10);

  sandbox.clock.advance(60_000);
  expect(states(await importAll(records))).toEqual(['unchanged']);
  expect(calls('PUT', /\/object\//)).toBe(0);

  // One has changed, one is new and comes twice, and one is refused.
  const changed = [record(7, '2028-01-31'), record(200), record(201, 'not a date'), record(8)];
  expect((await importAll([...changed, record(200)])).map(({ state }) => state)).toEqual([
    'updated',
    'created',
    'INVALID',
    'unchanged',
    'unchanged',
  ]);
  sandbox.clock.advance(60_000);
  const all = await assets.objects.query('objectType = "Contract"').toArray({ limit: 999 });
  expect(all).toHaveLength(121);
});

test('a unique attribute keeps a second object with the same external id out', async () => {
  const { assets, company } = await contracts();
  const unique = await assets.ensureAttribute(company.id, { name: 'Number', unique: true });
  const named = (await assets.attributes(company.id)).find(({ label }) => label);
  const make = (name: string) =>
    assets.objects.create({
      objectTypeId: company.id,
      values: { [unique.id]: '7', [named?.id ?? '']: name },
      externalId: { attributeId: unique.id, attributeName: unique.name },
    });
  const first = await make('Umbrella');
  await expect(make('Another')).rejects.toMatchObject({ outcome: 'rejected' });
  const change = { objectTypeId: company.id, values: { [named?.id ?? '']: 'Umbrella Ltd' } };
  expect((await assets.objects.update(first.id, change)).label).toBe('Umbrella Ltd');
});

test('object types take an icon that the site has', async () => {
  const { assets } = await contracts();
  expect((await assets.icons()).map(({ id }) => id)).toContain(someIcon);
});

test.each([
  { kind: 'after-reset' },
  { kind: 'after-answer', status: 500 },
  { kind: 'reset' },
] as const)('%j at an object’s creation makes one', async (fault) => {
  const { assets, contract, ensure, fail, sandbox } = await contracts();
  fail({ path: /\/object\/create$/, fault });
  const { id } = await ensure(contract.id, '9', 'Gold');
  sandbox.clock.advance(60_000);
  const all = await assets.objects.query('objectType = "Contract"').toArray({ limit: 9 });
  expect(all.map((object) => object.id)).toEqual([id]);
});

test('an issue’s field takes objects, and shows them when it is read back', async () => {
  const { jsm, assets, contract, ensure, deskOf, sandbox } = await contracts();
  const desk = await deskOf('IT');
  const { id } = await ensure(contract.id, '9', 'Gold');
  const field = (await jsm.fields.list()).find(({ schema }) =>
    schema?.custom?.endsWith('cmdb-object-cftype'),
  );
  const { issueKey } = await jsm.requests.create({
    serviceDeskId: desk.id,
    requestTypeId: desk.typeId('Get IT help'),
    summary: 'With an object',
    fields: { [field?.id ?? '']: await assets.objects.fieldValue([id]) },
    onBehalfOf: sandbox.jira.access.portalCustomer.accountId,
    marker: 'r',
  });
  const issue = await jsm.issues.get(issueKey, { fields: [field?.id ?? ''] });
  expect(issue.fields[field?.id ?? '']).toMatchObject([{ objectId: id }]);
});

test('a site without Assets is told as such', async () => {
  const { jsm } = await liveSite({ assets: false });
  await expect(jsm.assets.workspaceId()).rejects.toMatchObject({ remedy: /Premium|permission/ });
});
