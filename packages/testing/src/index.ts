export { childEnvironment } from './child-environment.ts';
export { createInstantClock, type InstantClock } from './instant-clock.ts';
export { judgeRequests, type RequestJudge, type SeenRequest } from './openapi-requests.ts';
export { shared } from './shared.ts';
export { createVirtualClock, type VirtualClock } from './virtual-clock.ts';
