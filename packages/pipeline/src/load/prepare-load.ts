import { ConfigurationError, ZdjsmError } from '@zdjsm/core';
import type { Jsm, User } from '@zdjsm/jsm';
import { namedIn, readCatalog } from '../catalog/read-catalog.ts';
import { projectKeysOf } from '../config/project-keys.ts';
import { hooksFingerprint } from '../mapping/hooks/fingerprint.ts';
import { createMapping, type MappingProblem } from '../mapping/mapping.ts';
import type { RunContext } from '../run/context.ts';
import { stagedDepartments } from '../run/staged-departments.ts';
import { stagedDirectory } from '../run/staged-directory.ts';
import { hashOf } from '../store/hash.ts';
import { checkCustomModules } from './custom-modules/custom-modules.ts';
import { checkKnowledgeBase } from './knowledge-base/knowledge-base.ts';
import type { LoadContext } from './load-context.ts';
import { createComponentBook } from './ticket/components.ts';
import type { WriteLog } from './write-log.ts';

// Part of the fingerprint: when the rules of the mapping change, everything is looked at again.
const MAPPING_VERSION = 1;

/** Where things are decides nothing of what is written. */
const PLACES = { folder: '', target: '', store: undefined, limits: undefined } as const;

/** Whoever writes does so in a batch (`inBatch`), which brings a log of its own. */
const UNOPENED: WriteLog = {
  count: 0,
  purpose: '',
  begin: () => Promise.reject(new Error('a write outside of a batch')),
};

/**
 * What can be known of the target before the source is read: better now than after days of extraction.
 * Returns who migrates.
 */
export async function checkTarget(context: RunContext, jsm: Jsm): Promise<User> {
  const { store, signal } = context;
  requireSilence(context);
  const target = await refuseForeignTarget(context, jsm);
  const migrator = await jsm.users.myself({ signal });
  // Only now: a folder is not bound to a site that lets nobody in.
  await store.commit({ meta: { target } });
  return migrator;
}

/** Everything that has to be right before the first write. Reads only. */
export async function prepareLoad(context: RunContext, jsm: Jsm): Promise<LoadContext> {
  const { config, signal } = context;
  const migrator = await checkTarget(context, jsm);
  const catalog = await readCatalog(jsm, namedIn(config), signal);
  const departments = await stagedDepartments(context);
  if (departments.length === 0) throw notExtracted(config.folder);
  const directory = await stagedDirectory(context);
  const { mapping, problems } = createMapping(config, catalog, departments, directory);
  if (problems.length > 0) throw mappingError(problems);
  await checkCustomModules(context, jsm);
  await checkKnowledgeBase(context, jsm);
  const settings = { ...config, ...PLACES, hooks: hooksFingerprint(config.hooks) };
  return {
    ...context,
    jsm,
    catalog,
    mapping,
    fingerprint: hashOf([MAPPING_VERSION, settings, catalog]),
    components: createComponentBook(),
    migrator: migrator.accountId,
    fallbackAssignee: await fallbackAssignee(context, jsm),
    writes: UNOPENED,
  };
}

/** A store knows one site: written to another it would take the first one's ids for the second's. Returns which. */
export async function refuseForeignTarget(
  { store, config }: RunContext,
  jsm: Jsm,
): Promise<string> {
  const cloudId = await jsm.site.cloudId();
  const known = await store.meta.get('target');
  if (known !== undefined && known !== cloudId) {
    throw new ZdjsmError({
      code: 'FOREIGN_TARGET',
      message: `${config.folder} belongs to another site than ${config.target.site}`,
      remedy: 'Name the site that this folder was begun for, or another folder for this site.',
      outcome: 'not-sent',
    });
  }
  return cloudId;
}

function requireSilence({ config }: RunContext): void {
  if (config.silence.confirmedBy) return;
  throw new ConfigurationError({
    setting: 'silence.confirmedBy',
    message:
      'nothing is loaded before a person has seen that JSM mails no customer; the API can neither show nor switch that',
    remedy: `In each of ${projectKeysOf(config).join(', ')}: Project settings › Customer notifications, switch all off; pause automation rules. Then write who did so and when into silence.confirmedBy.`,
  });
}

const notExtracted = (folder: string): ZdjsmError =>
  new ZdjsmError({
    code: 'NOT_EXTRACTED',
    message: `${folder} holds nothing of the source yet`,
    remedy: 'Run `zdjsm extract` first; it writes nothing to the target.',
    outcome: 'not-sent',
  });

function mappingError(problems: readonly MappingProblem[]): ConfigurationError {
  const lines = problems.map(({ setting, message }) => `  ${setting}: ${message}`);
  return new ConfigurationError({
    setting: 'config',
    message: `${problems.length === 1 ? 'a name is' : `${problems.length} names are`} not there:\n${lines.join('\n')}`,
    remedy: 'Correct the names in the config, or create what is missing in the target.',
  });
}

async function fallbackAssignee(
  { config, signal }: RunContext,
  jsm: Jsm,
): Promise<string | undefined> {
  const email = config.fallbackAssignee;
  if (!email) return undefined;
  const account = await jsm.customers.find(email, { signal });
  if (account) return account.accountId;
  throw new ConfigurationError({
    setting: 'fallbackAssignee',
    message: `the site shows no account with the address ${email}`,
    remedy: 'Name an agent of the site, or leave the setting out: tickets stay unassigned then.',
  });
}
