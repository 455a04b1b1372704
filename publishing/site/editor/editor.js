// Starts Sveltia CMS with the forms of this site, in the language of the browser as far as the site speaks it.
const locale = navigator.languages.map((tag) => tag.slice(0, 2)).find((tag) => ['nl', 'en'].includes(tag)) ?? 'nl';
Object.defineProperty(navigator, 'languages', { value: [locale] });
Object.defineProperty(navigator, 'language', { value: locale });
window.CMS_MANUAL_INIT = true;
const [{ fromFile, toFile }, { default: CMS }, config] = await Promise.all([
  import('./pages.js'), import('./sveltia/index.js'), fetch(`./${locale}.json`).then((answer) => answer.json()),
]);
CMS.registerCustomFormat('page-frontmatter', 'md', { fromFile, toFile });
await CMS.init({ config });
