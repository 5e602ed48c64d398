export { shared } from './shared.ts';
export { createVirtualClock, type VirtualClock } from './virtual-clock.ts';
