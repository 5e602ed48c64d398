import { z } from 'zod';

const IssueReference = z.object({ id: z.string().optional(), key: z.string().optional() });

export const LinkInput = z.object({
  type: z.object({ id: z.string().optional(), name: z.string().optional() }),
  inwardIssue: IssueReference,
  outwardIssue: IssueReference,
});
