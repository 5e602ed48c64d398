import { library } from '../../tsup.library.ts';

export default library({ index: 'src/index.ts', redis: 'src/redis.ts' });
