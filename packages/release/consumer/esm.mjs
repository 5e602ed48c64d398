// A stranger's module: everything that the packages export is there, and works.
import { createJsm, ZdjsmError } from '@zdjsm/jsm';
import { defineConfig, openSqliteStore } from '@zdjsm/pipeline';
import { htmlToAdf } from '@zdjsm/transform';
import { createAdfChecker } from '@zdjsm/transform/validate';
import { ConfigurationError, createZohoDesk } from '@zdjsm/zoho-desk';

const { doc } = htmlToAdf('<p>Hello <b>world</b></p>');
const facts = {
  words: doc.content[0].content[1].text,
  problems: createAdfChecker()(doc).length,
  client: typeof createJsm({
    site: 'https://zylker.example',
    auth: { email: 'ann@zylker.example', apiToken: 'none' },
  }).requests.create,
  store: typeof openSqliteStore,
  config: typeof defineConfig,
};
try {
  createZohoDesk({ dataCentre: 'nowhere', auth: {} });
} catch (error) {
  // Each package has a copy of the core: they know each other's errors.
  facts.refused = error instanceof ConfigurationError && ZdjsmError.is(error);
}
console.log(JSON.stringify(facts));
