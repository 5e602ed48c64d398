import { describe, expect, test } from 'vitest';
import {
  type Answer,
  basic,
  createIssue,
  GATEWAY,
  idOf,
  jiraSite,
  type TestSite,
} from './jira-site.ts';

interface Attribute {
  readonly id: string;
  readonly name: string;
}
interface AssetObject {
  readonly id: string;
  readonly objectKey: string;
  readonly label: string;
}

/** Assets of a test: laptops that belong to people. */
async function inventory(site: TestSite) {
  const { body } = await site.get<{ values: { workspaceId: string }[] }>(
    '/rest/servicedeskapi/assets/workspace',
  );
  const workspace = body.values[0]?.workspaceId ?? '';
  const base = `${GATEWAY}/jsm/assets/workspace/${workspace}/v1`;
  const schema = await idOf(
    site.post(`${base}/objectschema/create`, { name: 'Devices', objectSchemaKey: 'DEVI' }),
  );
  const makeType = (name: string) =>
    idOf(site.post(`${base}/objecttype/create`, { name, iconId: '1', objectSchemaId: schema }));
  const person = await makeType('Person');
  const laptop = await makeType('Laptop');
  const addAttribute = (body: object) =>
    idOf(site.post(`${base}/objecttypeattribute/${laptop}`, body));
  const serial = await addAttribute({
    name: 'Serial',
    type: 0,
    defaultTypeId: 0,
    uniqueAttribute: true,
  });
  const price = await addAttribute({ name: 'Price', type: 0, defaultTypeId: 3 });
  const owner = await addAttribute({ name: 'Owner', type: 1, typeValue: person });
  const nameOf = async (type: string) => {
    const { body } = await site.get<Attribute[]>(`${base}/objecttype/${type}/attributes`);
    return body.find(({ name }) => name === 'Name')?.id ?? '';
  };
  const [personName, laptopName] = [await nameOf(person), await nameOf(laptop)];
  const create = (
    objectTypeId: string,
    values: Readonly<Record<string, string>>,
  ): Promise<Answer<AssetObject>> =>
    site.post(`${base}/object/create`, { objectTypeId, attributes: attributesOf(values) });
  const find = async (qlQuery: string) => {
    const { status, body, text } = await site.post<{ values: AssetObject[] }>(
      `${base}/object/aql`,
      {
        qlQuery,
      },
    );
    expect(status, text).toBe(200);
    return body.values.map(({ label }) => label);
  };
  return {
    workspace,
    base,
    schema,
    person,
    laptop,
    serial,
    price,
    owner,
    personName,
    laptopName,
    create,
    find,
  };
}

function attributesOf(values: Readonly<Record<string, string>>): object[] {
  return Object.entries(values).map(([objectTypeAttributeId, value]) => ({
    objectTypeAttributeId,
    objectAttributeValues: [{ value }],
  }));
}

describe('Assets', () => {
  test('keep objects with typed values and references', async () => {
    const site = jiraSite();
    const a = await inventory(site);
    const ann = await a.create(a.person, { [a.personName]: 'Ann' });
    expect(ann.status).toBe(201);
    expect(ann.body).toMatchObject({ label: 'Ann', objectKey: 'DEVI-1' });
    const laptop = await a.create(a.laptop, {
      [a.laptopName]: 'T14',
      [a.serial]: 'S-1',
      [a.owner]: ann.body.objectKey,
    });
    expect(laptop.body).toMatchObject({
      label: 'T14',
      attributes: expect.arrayContaining([
        expect.objectContaining({
          objectTypeAttributeId: a.owner,
          objectAttributeValues: [
            expect.objectContaining({ displayValue: 'Ann', referencedType: true }),
          ],
        }),
      ]),
    });
    expect(site.sandbox.jira.inspect().assets).toContainEqual({
      schema: 'Devices',
      type: 'Laptop',
      label: 'T14',
      values: { Name: ['T14'], Serial: ['S-1'], Owner: ['Ann'] },
    });
    const references = await site.get(`${a.base}/object/${ann.body.id}/referenceinfo`);
    expect(references.body).toMatchObject([{ numberOfReferencedObjects: 1 }]);
  });

  test('name each wrong value by its attribute', async () => {
    const site = jiraSite();
    const a = await inventory(site);
    await a.create(a.laptop, { [a.laptopName]: 'T14', [a.serial]: 'S-1' });
    const wrong = await a.create(a.laptop, {
      [a.serial]: 'S-1',
      [a.price]: 'dear',
      [a.owner]: 'DEVI-99',
    });
    expect(wrong.status).toBe(400);
    expect(wrong.body).toMatchObject({
      errors: {
        [`rlabs-insight-attribute-${a.laptopName}`]: expect.stringContaining('Minimum cardinality'),
        [`rlabs-insight-attribute-${a.serial}`]: expect.stringContaining('unique'),
        [`rlabs-insight-attribute-${a.price}`]: expect.any(String),
        [`rlabs-insight-attribute-${a.owner}`]: expect.any(String),
      },
    });
  });

  test('are updated value by value, with a history', async () => {
    const site = jiraSite();
    const a = await inventory(site);
    const { body } = await a.create(a.laptop, { [a.laptopName]: 'T14', [a.serial]: 'S-1' });
    const path = `${a.base}/object/${body.id}`;
    await site.put(path, {
      objectTypeId: a.laptop,
      attributes: attributesOf({ [a.price]: '999.5' }),
    });
    expect((await site.get(path)).body).toMatchObject({ label: 'T14' });
    const history = await site.get(`${path}/history?asc=true`);
    expect(history.body).toMatchObject([
      { affectedAttribute: 'Key' },
      { affectedAttribute: 'Price', oldValue: '', newValue: '999.5' },
    ]);
    expect((await site.remove(path)).status).toBe(200);
    expect((await site.get(path)).status).toBe(404);
  });

  test('are found by AQL', async () => {
    const site = jiraSite();
    const a = await inventory(site);
    const ann = await a.create(a.person, { [a.personName]: 'Ann' });
    const make = (name: string, serial: string, price: string, owner?: string) =>
      a.create(a.laptop, {
        [a.laptopName]: name,
        [a.serial]: serial,
        [a.price]: price,
        ...(owner === undefined ? {} : { [a.owner]: owner }),
      });
    await make('T14', 'S-1', '900', ann.body.id);
    await make('X1', 'S-2', '1500');
    for (const [aql, expected] of [
      ['objectType = Laptop', ['T14', 'X1']],
      ['objectTypeId = 1', ['Ann']],
      ['objectSchema = "Devices" AND objectType != Person ORDER BY Name DESC', ['X1', 'T14']],
      ['Serial = "S-1"', ['T14']],
      ['Serial IN ("S-1", "S-2") AND Price > 1000', ['X1']],
      ['Name LIKE t1', ['T14']],
      ['Name STARTSWITH x OR Name ENDSWITH nn', ['Ann', 'X1']],
      ['Owner = "Ann"', ['T14']],
      ['Owner.Name = Ann', ['T14']],
      ['objectType = Laptop AND Owner IS EMPTY', ['X1']],
      ['objectType = Laptop AND NOT Serial = "S-1"', ['X1']],
      ['Key = "DEVI-1"', ['Ann']],
    ] as const) {
      expect(await a.find(aql), aql).toEqual(expected);
    }
    for (const qlQuery of ['Colour = red', 'Name =']) {
      expect((await site.post(`${a.base}/object/aql`, { qlQuery })).status).toBe(400);
    }
  });

  test('are linked from issues by their workspace and id', async () => {
    const site = jiraSite();
    const a = await inventory(site);
    const { body } = await a.create(a.laptop, { [a.laptopName]: 'T14', [a.serial]: 'S-1' });
    const id = `${a.workspace}:${body.id}`;
    const { key } = await createIssue(site, {
      customfield_10047: [{ workspaceId: a.workspace, id }],
    });
    const issue = await site.get(`/rest/api/3/issue/${key}?fields=customfield_10047`);
    expect(issue.body).toMatchObject({
      fields: { customfield_10047: [{ workspaceId: a.workspace, id, objectId: body.id }] },
    });
    const tickets = await site.get(`${a.base}/objectconnectedtickets/${body.id}/tickets`);
    expect(tickets.body).toMatchObject({ tickets: [{ key }] });
  });

  test('schemas, types and attributes are listed, changed and removed', async () => {
    const site = jiraSite();
    const a = await inventory(site);
    await a.create(a.laptop, { [a.laptopName]: 'T14', [a.serial]: 'S-1' });
    expect((await site.get(`${a.base}/objectschema/list`)).body).toMatchObject({
      total: 1,
      isLast: true,
      values: [{ objectSchemaKey: 'DEVI', objectCount: 1, objectTypeCount: 2 }],
    });
    expect((await site.get(`${a.base}/objectschema/${a.schema}/objecttypes`)).body).toMatchObject({
      entries: [{ name: 'Person' }, { name: 'Laptop' }],
    });
    const flat = await site.get(`${a.base}/objectschema/${a.schema}/objecttypes/flat`);
    expect(flat.body).toHaveLength(2);
    const all = await site.get<Attribute[]>(`${a.base}/objectschema/${a.schema}/attributes`);
    expect(all.body.map(({ name }) => name)).toContain('Serial');
    await site.put(`${a.base}/objectschema/${a.schema}`, { description: 'All of them' });
    await site.put(`${a.base}/objecttype/${a.laptop}`, { name: 'Notebook' });
    expect((await site.get(`${a.base}/objecttype/${a.laptop}`)).body).toMatchObject({
      name: 'Notebook',
    });
    const attribute = `${a.base}/objecttypeattribute/${a.laptop}/${a.price}`;
    expect((await site.put(attribute, { name: 'Cost' })).body).toMatchObject({ name: 'Cost' });
    expect((await site.remove(`${a.base}/objecttypeattribute/${a.price}`)).status).toBe(200);
    expect((await site.remove(`${a.base}/objecttypeattribute/${a.laptopName}`)).status).toBe(400);
    const again = { name: 'Devices', objectSchemaKey: 'DEVI' };
    expect((await site.post(`${a.base}/objectschema/create`, again)).status).toBe(400);
    expect((await site.remove(`${a.base}/objecttype/${a.laptop}`)).status).toBe(200);
    expect((await site.remove(`${a.base}/objectschema/${a.schema}`)).status).toBe(200);
    expect((await site.get(`${a.base}/objectschema/list`)).body).toMatchObject({ total: 0 });
  });

  test('are reached with any token through the gateway, and never through the site', async () => {
    const site = jiraSite();
    const { workspace } = await inventory(site);
    const path = `/jsm/assets/workspace/${workspace}/v1/objectschema/list`;
    expect((await site.get(path)).status).toBe(404);
    const { email, scopedToken, cloudId } = site.sandbox.jira.credentials;
    const scoped = site.with(basic({ email, apiToken: scopedToken }), GATEWAY);
    expect((await scoped.get(path)).status).toBe(200);
    expect((await scoped.get(`/ex/jira/${cloudId}${path}`)).status).toBe(200);
    const customer = site.as(site.sandbox.jira.access.customer);
    expect((await customer.get(`${GATEWAY}${path}`)).status).toBe(403);
  });

  test('are not there without the Premium plan', async () => {
    const site = jiraSite({ assets: false });
    const { body } = await site.get('/rest/servicedeskapi/assets/workspace');
    expect(body).toMatchObject({ size: 0, values: [] });
    const path = `${GATEWAY}/jsm/assets/workspace/any/v1/objectschema/list`;
    expect((await site.get(path)).status).toBe(404);
  });
});
