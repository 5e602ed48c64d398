// A stranger's CommonJS: Node.js 22.13 and newer require ESM.
const { createJsm } = require('@zdjsm/jsm');
const { runCli } = require('@zdjsm/pipeline');
const { adfToText, htmlToAdf } = require('@zdjsm/transform');
const { createAdfChecker } = require('@zdjsm/transform/validate');
const { createZohoDesk } = require('@zdjsm/zoho-desk');

console.log(
  JSON.stringify({
    text: adfToText(htmlToAdf('<p>Hello <b>world</b></p>').doc),
    functions: [createJsm, runCli, createAdfChecker, createZohoDesk].map((made) => typeof made),
  }),
);
