// One department after the other: each is loaded, read back and looked at before the next begins. All share one folder:
// what is read once serves all, and links between departments are set when both ends are there.
// docs/guides/phased-migration.md tells how to choose the phases. In the config:
//
//     phases:
//       - { name: support, departments: [Support] }
//       - { name: billing, departments: [Billing] }
//       - { name: the rest, departments: { except: [Support, Billing] } }
//
//     npx pnpm@12 run example phased-by-department
//
// With your own: a `zdjsm.yaml` (`zdjsm init` writes one), and in ZDJSM_SECRETS_FILE the file of credentials: README.md.
import { createMigration, loadConfig, loadSecrets } from '@zdjsm/pipeline';

const path = process.env.ZDJSM_CONFIG ?? 'zdjsm.yaml';
const secrets = await loadSecrets(process.env);

for (const { name } of (await loadConfig(path)).phases) {
  const migration = createMigration({
    config: await loadConfig(path, { phase: name }),
    secrets,
    // In a script that nobody watches. A person says it with `zdjsm plan --phase … --confirm …`.
    confirmPlan: ({ losses }) => (losses.length < 100 ? 'phased-by-department.ts' : undefined),
  });
  try {
    const { report } = await migration.run();
    const tickets = report.modules.find(({ kind }) => kind === 'ticket');
    console.log(
      `${name}: ${tickets?.done} tickets, ${report.usage.writes} writes, ${report.verdict}`,
    );
    if (report.verdict !== 'complete') {
      // The next phase waits until a person has looked at this one.
      process.exitCode = 1;
      break;
    }
  } finally {
    await migration.close();
  }
}
