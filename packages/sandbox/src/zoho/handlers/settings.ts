import { all, type Handler, pageOf } from '../api/call.ts';
import { STATUSES } from '../org/tables.ts';

export const settingsHandlers = {
  'tags.list': (call) => {
    const tags = call.org.tags.all();
    const ordered = call.query.sort?.descending ? tags.toReversed() : tags;
    return pageOf(call, ordered, (name) => ({ id: call.org.tags.idOf(name), name }));
  },
  'statuses.list': () =>
    all(STATUSES, ({ name, type }) => ({
      status: name,
      statusType: type,
      isDefault: name === 'Open',
    })),
} as const satisfies Record<string, Handler>;
