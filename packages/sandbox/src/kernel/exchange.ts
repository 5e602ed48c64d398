import type { SandboxClock } from './clock.ts';
import type { Cloud } from './cloud.ts';
import type { CallFacts, Fault, FaultPlan } from './faults.ts';
import type { History } from './history.ts';
import { shiftedRequest, troubledAnswer } from './list-trouble.ts';
import type { World } from './world.ts';

/** What is put on the wire: an answer, or a way in which none comes. */
export type Reply =
  | { readonly kind: 'answer'; readonly response: Response }
  | { readonly kind: 'cut'; readonly response: Response; readonly share: number }
  | { readonly kind: 'reset' }
  | { readonly kind: 'hang' };

export interface ExchangeOptions {
  readonly world: World;
  readonly clock: SandboxClock;
  readonly history: History;
  readonly faults: () => FaultPlan;
  readonly recordBodies: boolean;
}

/** Takes one request through faults, cloud, commit and history. */
export function createExchange(options: ExchangeOptions) {
  const { world, clock, history } = options;

  return async (cloud: Cloud, request: Request): Promise<Reply> => {
    const url = new URL(request.url);
    const call = { cloud: cloud.name, method: request.method, path: url.pathname };
    const body = options.recordBodies ? await bodyOf(request.clone()) : undefined;
    const fault = options.faults().next({ ...call, body });
    const reply = await carryOut(cloud, request, call, fault);
    world.commit();
    history.record({
      ...call,
      at: clock.now(),
      query: url.search,
      headers: Object.fromEntries(request.headers),
      body,
      status: 'response' in reply ? reply.response.status : 0,
      answer:
        options.recordBodies && 'response' in reply
          ? await bodyOf(reply.response.clone())
          : undefined,
      fault: fault?.kind,
    });
    return reply;
  };

  async function carryOut(
    cloud: Cloud,
    request: Request,
    call: CallFacts,
    fault?: Fault,
  ): Promise<Reply> {
    switch (fault?.kind) {
      case 'answer':
        return { kind: 'answer', response: answerOf(fault) };
      case 'reset':
      case 'hang':
        return { kind: fault.kind };
      case 'act':
        cloud.act(fault.action, fault.args);
        break;
      case 'slow':
        await clock.sleep(fault.ms);
        break;
      case 'list': {
        const answer = await cloud.handle(shiftedRequest(request, fault.trouble));
        const response = await troubledAnswer(request, answer, fault.trouble);
        return { kind: 'answer', response };
      }
      default:
    }
    const response = await cloud.handle(request);
    switch (fault?.kind) {
      case 'after-answer':
        return { kind: 'answer', response: answerOf(fault) };
      case 'after-reset':
        return { kind: 'reset' };
      case 'after-hang':
        return { kind: 'hang' };
      case 'after-cut':
        return { kind: 'cut', response, share: fault.share };
      case 'alter':
        return {
          kind: 'answer',
          response: await altered(response, (text) => fault.alter(text, call)),
        };
      default:
        return { kind: 'answer', response };
    }
  }
}

function answerOf(fault: Extract<Fault, { status: number }>): Response {
  return new Response(fault.body ?? null, { status: fault.status, headers: fault.headers ?? {} });
}

/** Answers with a document alone: a file is what it is, and an error says what it says. */
async function altered(response: Response, alter: (text: string) => string): Promise<Response> {
  const isDocument = response.ok && response.headers.get('content-type')?.includes('json');
  if (!isDocument) return response;
  const { status, headers } = response;
  return new Response(alter(await response.text()), { status, headers });
}

async function bodyOf(message: Request | Response): Promise<string> {
  if (message.headers.get('content-type')?.includes('json')) return await message.text();
  return `${(await message.arrayBuffer()).byteLength} bytes`;
}
