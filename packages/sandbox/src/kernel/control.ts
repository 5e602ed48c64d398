import { Hono } from 'hono';
import type { Sandbox } from '../sandbox.ts';
import type { Reply } from './exchange.ts';
import { type Fault, type FaultRule, plannedFaults, seededFaults } from './faults.ts';
import type { World } from './world.ts';

/** What a test in another process, or a person with curl, can see and do. Not part of any vendor. */
export function controlServer(
  sandbox: Pick<Sandbox, 'zoho' | 'jira' | 'clock' | 'history' | 'setFaults'>,
  world: World,
): (request: Request) => Promise<Reply> {
  const app = new Hono();
  const cloudOf = (name: string) => (name === 'zoho' ? sandbox.zoho : sandbox.jira);

  app.get('/history', (c) => c.json(sandbox.history.calls));
  app.delete('/history', (c) => {
    sandbox.history.clear();
    return c.body(null, 204);
  });
  app.get('/state/:cloud', (c) => c.json(cloudOf(c.req.param('cloud')).inspect() as object));
  app.post('/clock/advance', async (c) => {
    const { ms } = await c.req.json<{ ms: number }>();
    sandbox.clock.advance(ms);
    return c.json({ now: new Date(sandbox.clock.now()).toISOString() });
  });
  app.post('/act/:cloud/:action', async (c) => {
    const args: unknown = await c.req.json().catch(() => undefined);
    const result = cloudOf(c.req.param('cloud')).act(c.req.param('action'), args);
    world.commit();
    return c.json(result ?? null);
  });
  /** `{rules: [...]}` with `path` as a regular expression's source, or `{seed, rate, faults}`. */
  app.put('/faults', async (c) => {
    const plan = await c.req.json<FaultsBody>();
    sandbox.setFaults(
      'rules' in plan
        ? plannedFaults(
            plan.rules.map(({ path, ...rule }) => ({
              ...rule,
              path: path === undefined ? undefined : new RegExp(path),
            })),
          )
        : seededFaults(plan),
    );
    return c.body(null, 204);
  });

  return async (request) => ({ kind: 'answer', response: await app.fetch(request) });
}

type FaultsBody =
  | { readonly rules: readonly (Omit<FaultRule, 'path'> & { readonly path?: string })[] }
  | { readonly seed: number; readonly rate: number; readonly faults: readonly Fault[] };
