import * as transform from '@zdjsm/transform';

console.log(transform);
