import { z } from 'zod';

export const url = z.url({ protocol: /^https?$/ });

/** Whatever has a name on either side. */
export const name = z.string().min(1);
