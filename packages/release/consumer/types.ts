// A stranger's TypeScript. The lines that must not compile show that nothing has become `any` on the way.
import { createJsm, type Exchange, type Jsm, PagedList } from '@zdjsm/jsm';
import { createMigration, loadConfig, loadSecrets, type MigrationConfig } from '@zdjsm/pipeline';
import { type AdfDoc, htmlToAdf } from '@zdjsm/transform';
import { createAdfChecker } from '@zdjsm/transform/validate';
import { createZohoDesk, ZdjsmError, type ZohoDesk } from '@zdjsm/zoho-desk';

const exchanges: Exchange[] = [];
export const jsm: Jsm = createJsm({
  site: 'https://zylker.example',
  auth: { email: 'ann@zylker.example', apiToken: 'none' },
  onExchange: (exchange) => exchanges.push(exchange),
});
export const zoho: ZohoDesk = createZohoDesk({
  dataCentre: 'eu',
  auth: { clientId: 'none', clientSecret: 'none', refreshToken: 'none' },
});
// @ts-expect-error a data centre that Zoho does not have
export const dataCentre: ZohoDeskOptions['dataCentre'] = 'nowhere';
// @ts-expect-error who can see a comment has no default
jsm.comments.add('HELP-1', { body: { type: 'doc', version: 1, content: [] } });

const doc: AdfDoc = htmlToAdf('<p>Hello</p>', { quotes: 'collapse' }).doc;
// @ts-expect-error no way of treating quotes
htmlToAdf('', { quotes: 'burn' });
export const problems: string[] = createAdfChecker()(doc).map(({ message }) => message);

export async function migrate(): Promise<number> {
  const config = await loadConfig('zdjsm.yaml');
  const migration = createMigration({ config, secrets: await loadSecrets(process.env) });
  const { differences } = await migration.validate();
  return differences;
}
export const silence: MigrationConfig['silence'] = { confirmedBy: 'Ann Lee, 2026-03-02' };
// @ts-expect-error not a setting
export const wrong: MigrationConfig['silence'] = { confirmed: true };

export const lists: boolean = zoho.tickets.list() instanceof PagedList;
export const remedy = (error: unknown): string | undefined =>
  ZdjsmError.is(error) ? error.remedy : undefined;
