// Custom modules of Zoho Desk, look-ups included, as objects of Assets. Run it again: only what differs is written.
// docs/guides/knowledge-base-and-custom-modules.md tells more, and what the pipeline does beyond this.
//
//     npx pnpm@12 run example custom-modules-to-assets
//
// With your own: `node --env-file=secrets.env custom-modules-to-assets.ts`, and in that file ZDJSM_ZOHO_…, ZDJSM_JIRA_…: README.md.
import type { ObjectValues } from '@zdjsm/jsm';
import { connectJira, connectZoho } from './connect.ts';

const zoho = connectZoho();
const { assets } = connectJira();

const schema = await assets.ensureSchema({ key: 'ZOHO', name: 'Zoho Desk' });
const [icon] = await assets.icons();
/** Object types by module, and objects by module and id: what look-ups lead to. */
const types = new Map<string, string>();
const objects = new Map<string, string>();

for await (const module of zoho.settings.modules()) {
  if (String(module.isCustomModule) !== 'true') continue;
  const name = module.singularLabel ?? module.apiName;
  const type = await assets.ensureObjectType({ name, schemaId: schema.id, iconId: `${icon?.id}` });
  types.set(module.apiName, type.id);
  const external = await assets.ensureAttribute(type.id, { name: 'External id', unique: true });
  const title = (await assets.attributes(type.id)).find(({ label }) => label)?.id ?? '';

  const attributes = new Map<
    string,
    { readonly id: string; readonly lookUp: string | undefined }
  >();
  for await (const field of zoho.settings.fields(module.apiName)) {
    if (!field.apiName.startsWith('cf_')) continue;
    const { lookup } = field as { readonly lookup?: { readonly module?: { apiName?: string } } };
    // Modules that come later can't be referred to yet: their ids are kept as text.
    const reference = types.get(lookup?.module?.apiName ?? '');
    const { id } = await assets.ensureAttribute(type.id, {
      name: field.displayLabel ?? field.apiName,
      kind: reference ? { reference } : 'text',
      multiple: field.type === 'MultiLookup',
    });
    attributes.set(field.apiName, { id, lookUp: reference && lookup?.module?.apiName });
  }

  async function* records(): AsyncGenerator<ObjectValues> {
    for await (const { id, name: label, cf = {} } of zoho.customModules.scan(module.apiName)) {
      const values: Record<string, string | string[]> = { [external.id]: id, [title]: label ?? id };
      for (const [field, { id: attribute, lookUp }] of attributes) {
        const given = String(cf[field] ?? '');
        if (given === '') continue;
        const ids = given.split(';').flatMap((one) => objects.get(`${lookUp}/${one}`) ?? []);
        values[attribute] = lookUp ? ids : given;
      }
      yield values;
    }
  }
  const place = {
    objectTypeId: type.id,
    externalId: { attributeId: external.id, attributeName: external.name },
  };
  const counts = { created: 0, updated: 0, unchanged: 0, refused: 0 };
  for await (const { externalId, id, error, ...rest } of assets.objects.importMany(
    place,
    records(),
  )) {
    if (id) objects.set(`${module.apiName}/${externalId}`, id);
    if (error) console.error(`${name} ${externalId}: ${error.message}\n  ${error.remedy}`);
    counts['state' in rest ? rest.state : 'refused'] += 1;
  }
  console.log(
    `${name}: ${counts.created} created, ${counts.updated} updated, ${counts.unchanged} unchanged`,
  );
}
