import type { Handler } from '../flow/handler.ts';

export const lineBreak: Handler = () => [{ type: 'hardBreak' }];

export const rule: Handler = () => [{ type: 'rule' }];
