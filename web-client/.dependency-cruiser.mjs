/** Which room of src/ may know which. Arrows point from the screens to what they are made of, never back. */
const SCREENS = '^src/(app|console|deliver|review|sound|timeline|upload)/';

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'what-screens-are-made-of-knows-no-screen',
      severity: 'error',
      from: { path: '^src/(api|audio|live|mix|ui)/' },
      to: { path: SCREENS },
    },
    {
      name: 'screens-never-import-each-other',
      comment: 'Only app puts them together.',
      severity: 'error',
      from: { path: '^src/(console|deliver|review|sound|timeline|upload)/' },
      to: { path: SCREENS, pathNot: '^src/$1/' },
    },
    {
      name: 'mix-is-pure',
      comment: 'It knows the shape of what the server sends, and nothing that does something.',
      severity: 'error',
      from: { path: '^src/mix/' },
      to: { pathNot: '^src/(mix/|api/types\\.ts$)' },
    },
    {
      name: 'audio-and-ui-know-no-server',
      severity: 'error',
      from: { path: '^src/(audio|ui)/' },
      to: { path: '^src/api/', pathNot: '^src/api/types\\.ts$' },
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-orphans', severity: 'error', from: { orphan: true, pathNot: '\\.d\\.ts$' }, to: {} },
    {
      name: 'resolvable',
      comment: 'The engine is resolved by vite.config.ts: Maven compiles it.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^#engine' },
    },
    {
      name: 'no-dev-dependency-in-the-client',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'svelte', 'browser', 'default'],
    },
  },
};
