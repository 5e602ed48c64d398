import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { type Category, countOf, isTrue } from '../src/index.ts';
import { portal } from './support/portal.ts';

const desk = portal({ tickets: 300 });
const zoho = desk.client();
const truth = desk.cloud.truth();
const counts = truth.counts();

test('departments: all, the owner’s own, and who works in them', async () => {
  const departments = await Array.fromAsync(zoho.departments.list());
  expect(departments).toHaveLength(counts.departments);
  const mine = await Array.fromAsync(zoho.departments.mine());
  expect(departments.map(({ id }) => id)).toEqual(expect.arrayContaining(mine.map(({ id }) => id)));
  const [first] = departments;
  const agents = await Array.fromAsync(zoho.departments.agents(first?.id ?? ''));
  expect(agents.map(({ id }) => id)).toEqual(
    expect.arrayContaining([...(first?.associatedAgentIds ?? [])]),
  );
  const teams = await Array.fromAsync(zoho.departments.teams(first?.id ?? ''));
  expect(teams.every(({ departmentId }) => departmentId === first?.id)).toBe(true);
});

test('agents: of every status, each once, known by id, zuid and address', async () => {
  const agents = await Array.fromAsync(zoho.agents.listEveryStatus());
  expect(new Set(agents.map(({ id }) => id)).size).toBe(agents.length);
  expect(agents).toHaveLength(counts.agents);
  expect(new Set(agents.map(({ status }) => status)).size).toBeGreaterThan(1);
  const me = await zoho.agents.me();
  expect(await zoho.agents.get(me.id)).toMatchObject({ emailId: me.emailId });
  expect(await zoho.agents.byZuid(me.zuid ?? '')).toMatchObject({ id: me.id });
  expect(await zoho.agents.byEmail(me.emailId ?? '')).toMatchObject({ id: me.id });
  expect(await zoho.agents.byZuid('999999')).toBeUndefined();
  const active = agents.filter(({ status }) => status === 'ACTIVE');
  expect(await zoho.agents.count({ status: 'ACTIVE' })).toBe(active.length);
  const gone = await Array.fromAsync(zoho.agents.deleted());
  expect(gone.length).toBeGreaterThan(0);
});

test('an iteration over agents resumes in the middle of the statuses', async () => {
  const all = (await Array.fromAsync(zoho.agents.listEveryStatus())).map(({ id }) => id);
  const seen: string[] = [];
  for await (const { items, next } of zoho.agents.listEveryStatus({ pageSize: 3 }).pages()) {
    seen.push(...items.map(({ id }) => id));
    if (!next) continue;
    const from = JSON.parse(JSON.stringify(next));
    const rest = await Array.fromAsync(zoho.agents.listEveryStatus({ from }));
    expect(new Set([...seen, ...rest.map(({ id }) => id)])).toEqual(new Set(all));
  }
  expect(seen.toSorted()).toEqual(all.toSorted());
});

test('teams with their members', async () => {
  const teams = await Array.fromAsync(zoho.teams.list());
  expect(teams).toHaveLength(counts.teams);
  for (const { id, derivedAgents } of teams) {
    expect(await zoho.teams.get(id)).toMatchObject({ id });
    const members = await Array.fromAsync(zoho.teams.members(id));
    expect(derivedAgents).toEqual(expect.arrayContaining(members.map((member) => member.id)));
  }
});

test('products, contracts and ratings', async () => {
  const products = await Array.fromAsync(zoho.products.list());
  expect(products).toHaveLength(counts.products);
  expect(await zoho.products.get(products[0]?.id ?? '')).toHaveProperty('departmentIds');
  const contracts = await Array.fromAsync(zoho.contracts.list({ include: ['accounts'] }));
  expect(contracts).toHaveLength(counts.contracts);
  const [contract] = contracts;
  expect(await zoho.contracts.get(contract?.id ?? '')).toMatchObject({
    contractName: contract?.contractName,
    contractNumber: expect.any(String),
    startDate: contract?.startDate,
  });
  const departments = await Array.fromAsync(zoho.departments.list());
  const ratings = await Promise.all(
    departments.map(({ id }) => Array.fromAsync(zoho.ratings.list(id))),
  );
  expect(ratings.flat().length).toBeGreaterThan(0);
  expect(ratings.flat().every(({ rating }) => /GOOD|OK|BAD/.test(rating ?? ''))).toBe(true);
});

test('the knowledge base: categories as a tree, articles in every language, their files', async () => {
  const [shown, trashed] = await Promise.all([
    Array.fromAsync(zoho.knowledgeBase.rootCategories()),
    Array.fromAsync(zoho.knowledgeBase.rootCategories({ isTrashed: true })),
  ]);
  const roots = [...shown, ...trashed];
  expect(shown.length).toBeGreaterThan(0);
  const nodes = new Set<string>();
  const walk = ({ id, children = [] }: Category): void => {
    nodes.add(id);
    for (const child of children) walk(child);
  };
  for (const { id } of roots)
    walk(await zoho.knowledgeBase.categoryTree(id, { includeTrash: true }));
  const articles = await Array.fromAsync(zoho.knowledgeBase.articles());
  expect(articles).toHaveLength(counts.articles);
  let languages = 0;
  let files = 0;
  for (const { id, locale, categoryId } of articles) {
    expect(nodes).toContain(categoryId);
    expect(await zoho.knowledgeBase.article(id)).toMatchObject({ answer: expect.any(String) });
    for await (const translation of zoho.knowledgeBase.translations(id)) {
      languages += 1;
      const read = await zoho.knowledgeBase.translation(id, translation.locale ?? '');
      expect(read.answer).toEqual(expect.any(String));
    }
    for await (const file of zoho.knowledgeBase.attachments(id, locale ?? 'en')) {
      const download = await zoho.downloads.open({ href: file.href ?? '', name: file.name });
      expect(await buffer(download.body)).toHaveLength(countOf(file.size) ?? -1);
      files += 1;
    }
  }
  expect(languages).toBeGreaterThan(articles.length);
  expect(files).toBeGreaterThan(0);
});

test('custom modules: their fields say which of them look up what', async () => {
  const modules = await Array.fromAsync(zoho.settings.modules());
  const custom = modules.filter(({ isCustomModule }) => isTrue(isCustomModule));
  expect(custom.length).toBeGreaterThan(1);
  let lookedUp = 0;
  for (const { apiName } of custom) {
    const fields = await Array.fromAsync(zoho.settings.fields(apiName));
    const lookUps = fields.filter(
      ({ type, apiName: name }) => type === 'LookUp' && /^cf_/.test(name),
    );
    for await (const { cf } of zoho.customModules.scan(apiName)) {
      for (const field of lookUps) {
        const id = cf?.[field.apiName];
        if (typeof id !== 'string' || field.apiName !== 'cf_device') continue;
        expect(await zoho.customModules.get('cm_devices', id)).toMatchObject({ id });
        lookedUp += 1;
      }
    }
  }
  expect(lookedUp).toBeGreaterThan(10);
});

test('what agents wrote below a task, a call or an event', async () => {
  for (const module of [zoho.tasks, zoho.calls, zoho.events]) {
    let commented = 0;
    for await (const { id, isCommented } of module.scan()) {
      const comments = await Array.fromAsync(module.comments(id));
      expect(comments.length > 0).toBe(isTrue(isCommented));
      for (const comment of comments) {
        expect(comment).toMatchObject({ content: expect.stringContaining('4711') });
        expect(comment).not.toHaveProperty('isPublic');
        commented += 1;
      }
    }
    expect(commented).toBeGreaterThan(0);
  }
});

test('organization, fields, layouts and views: what a mapping needs', async () => {
  const [organization] = await Array.fromAsync(zoho.organizations.list());
  const read = await zoho.organizations.get(organization?.id ?? '', { includeCustomDomain: true });
  expect(read).toMatchObject({ id: organization?.id, timeZone: expect.any(String) });
  expect(await Array.fromAsync(zoho.organizations.accessible())).toHaveLength(1);
  const fields = await Array.fromAsync(zoho.settings.fields('tickets'));
  expect(fields.find(({ apiName }) => apiName === 'status')?.allowedValues?.length).toBeGreaterThan(
    3,
  );
  const layouts = await Array.fromAsync(zoho.settings.layouts('tickets'));
  const active = await Array.fromAsync(zoho.settings.layouts('tickets', { status: 'active' }));
  expect(layouts.length).toBeGreaterThanOrEqual(active.length);
  expect(await zoho.settings.layout(layouts[0]?.id ?? '')).toHaveProperty('sections');
  const views = await Array.fromAsync(zoho.settings.views('tickets'));
  expect(views.length).toBeGreaterThan(2);
  const [, open] = views;
  const opened = await zoho.tickets.list({ viewId: open?.id ?? '' });
  expect(opened.items.every(({ statusType }) => statusType === 'Open')).toBe(true);
});

test('a mail’s source, a comment’s versions, and a comment’s file by its ids', async () => {
  const live = [...truth.tickets('live')];
  const mailed = live.find((ticket) => ticket.threads().length > 0);
  const source = await zoho.threads.originalMail(mailed?.id ?? '', mailed?.threads()[0]?.id ?? '');
  expect(source).toMatchObject({ messageId: expect.any(String), content: expect.any(String) });
  const ticket = live.find((one) => one.comments().some(({ files }) => files.length > 0));
  const comment = ticket?.comments().find(({ files }) => files.length > 0);
  const [file] = comment?.files ?? [];
  const at = { ticketId: ticket?.id ?? '', commentId: comment?.id ?? '' };
  expect(await zoho.comments.get(at.ticketId, at.commentId)).toMatchObject({ id: comment?.id });
  expect(await Array.fromAsync(zoho.comments.history(at.ticketId, at.commentId))).toBeDefined();
  const download = await zoho.downloads.open({ ...at, attachmentId: file?.id ?? '' });
  const bytes = await buffer(download.body);
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(file?.sha256());
});
