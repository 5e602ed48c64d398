import { library } from '../../tsup.library.ts';

export default library({ index: 'src/index.ts', validate: 'src/validate/index.ts' });
