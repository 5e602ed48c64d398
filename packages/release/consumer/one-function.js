import { adfToText } from '@zdjsm/transform';

console.log(adfToText({ version: 1, type: 'doc', content: [] }));
