/** Who may import whom. docs/architecture.md says why; tests/import-rules.test.ts sees each rule bite. */
const OURS = '^(app|components|gateway|server|worker|cli|lib|db|tests|e2e|bench)/';
const PRODUCT = '^(app|components|gateway|server|worker|cli|lib|db)/';
const TESTS = '\\.(test|spec)\\.tsx?$';

const only = (name, from, allowed, comment = 'see docs/architecture.md') => ({
  name,
  comment,
  severity: 'error',
  from: { path: from, pathNot: TESTS },
  to: { path: OURS, pathNot: allowed },
});
const never = (name, from, to, comment = 'see docs/architecture.md') => ({
  name,
  comment,
  severity: 'error',
  from,
  to,
});

/** The core's modules as they stand in docs/architecture.md: each knows only those after it. */
const CORE_ORDER = [
  ['overview', 'refunds', 'quick-pay', 'sessions'],
  ['monitoring'],
  ['arrivals'],
  ['allocation'],
  ['accounts'],
  ['orders'],
  ['plans'],
  ['catalogue'],
  ['callbacks'],
  ['ledger'],
  ['notifications'],
  ['merchants'],
  ['installation', 'runtime'],
  ['audit'],
];
const folders = (names) => `^lib/core/(${names.join('|')})/`;

module.exports = {
  forbidden: [
    never('no-cycles', {}, { circular: true }),
    never('no-unresolved', {}, { couldNotResolve: true }),

    only('platform-is-the-floor', '^lib/platform/', '^lib/platform/'),
    only('channels-are-leaves', '^lib/channels/', '^lib/(channels|platform)/'),
    only('notifiers-are-leaves', '^lib/notifiers/', '^lib/(notifiers|platform)/'),
    only('core-speaks-no-wire-format', '^lib/core/', '^(lib/(core|channels|platform)|db)/'),
    only('dialects-call-the-core', '^lib/dialects/', '^lib/(dialects|core|platform)/'),
    only('sessions-are-not-signatures', '^lib/auth/', '^lib/(auth|core|platform)/'),
    only('words-know-nobody', '^lib/i18n/', '^lib/(i18n|platform)/'),
    only(
      'gateway-has-no-sql',
      '^gateway/(?!main\\.ts$)',
      '^(gateway|components/theme|lib/(dialects|channels|core|platform|i18n))/',
      'the public surface composes verbs; SQL lives in stores',
    ),
    only(
      'front-door-opens-the-gateway',
      '^gateway/main\\.ts$',
      '^(gateway|server/front-door|lib/platform)/',
      'the only file of the gateway that knows a socket',
    ),
    only(
      'pages-have-no-sql',
      '^app/',
      '^(app|components|gateway|lib/(auth|dialects|channels|core|notifiers|platform|i18n))/',
      'pages compose verbs; SQL lives in stores',
    ),
    only(
      'worker-has-no-sql',
      '^worker/',
      '^(worker|lib/(core|dialects|channels|notifiers|platform))/',
      'the worker is one more front door of the core',
    ),
    only(
      'commands-have-no-sql',
      '^cli/(?!run\\.mjs$)',
      '^(cli|lib/(core|channels|platform))/|^db/client\\.ts$',
      'commands compose verbs; they close the pool when they end',
    ),
    only(
      'server-only-starts-things',
      '^server/(?!prepare-database\\.ts$)',
      '^(server|lib/platform)/|^gateway/request\\.ts$',
    ),
    only('database-is-prepared-in-one-place', '^server/prepare-database\\.ts$', '^(db|lib/platform)/'),
    only('db-knows-nobody', '^db/(?!seed/)', '^(db|lib/platform)/|^lib/core/vocabulary\\.ts$'),
    only('seed-uses-core-verbs', '^db/seed/', '^(db|lib/(core|channels|platform))/'),
    {
      name: 'e2e-drives-the-outside',
      comment: 'pictures draw checkout states from their describers; journeys go over HTTP',
      severity: 'error',
      from: { path: '^e2e/' },
      to: {
        path: OURS,
        pathNot: '^(e2e|tests/support|gateway/(checkout|page|quick-pay|simulator)|lib/(channels|platform))/',
        dependencyTypesNot: ['type-only'],
      },
    },

    never(
      'sql-lives-in-stores',
      { path: '^lib/core/', pathNot: `([/-]store\\.ts$)|${TESTS}` },
      { path: '^db/', pathNot: '^db/(transaction|listen)\\.ts$' },
      'rules stay testable without a database',
    ),
    never(
      'modules-have-one-door',
      { path: '^lib/core/([^/]+)/', pathNot: TESTS },
      { path: '^lib/core/[^/]+/', pathNot: '^lib/core/($1/|[^/]+/index\\.ts$)' },
    ),
    ...CORE_ORDER.slice(1).map((names, place) =>
      never(
        'core-modules-stand-in-order',
        { path: folders(names), pathNot: TESTS },
        { path: folders(CORE_ORDER.slice(0, place + 1).flat()) },
      ),
    ),
    never(
      'core-modules-have-a-place',
      { path: '^lib/core/[^/]+/', pathNot: folders(CORE_ORDER.flat()) },
      {},
      'a new module gets its place in the order first',
    ),
    never(
      'core-has-one-door',
      // The benchmark measures parts that stand behind a door.
      { path: OURS, pathNot: `^(lib/core|bench)/|${TESTS}` },
      { path: '^lib/core/[^/]+/', pathNot: '^lib/core/[^/]+/index\\.ts$' },
    ),
    never(
      'dialects-do-not-know-each-other',
      { path: '^lib/dialects/([^/]+)/', pathNot: TESTS },
      { path: '^lib/dialects/[^/]+/', pathNot: '^lib/dialects/($1|[a-z]+-family)/' },
      'what a family of dialects shares stands in a folder named *-family',
    ),
    never(
      'families-know-no-member',
      { path: '^lib/dialects/([a-z]+-family)/', pathNot: TESTS },
      { path: '^lib/dialects/[^/]+/', pathNot: '^lib/dialects/$1/' },
    ),
    never(
      'channels-do-not-know-each-other',
      { path: '^lib/channels/([^/]+)/', pathNot: TESTS },
      { path: '^lib/channels/[^/]+/', pathNot: '^lib/channels/$1/' },
    ),
    never(
      'components-only-draw',
      { path: '^components/' },
      {
        path: '^(app|db|worker|gateway|server|cli|lib/(core|dialects|channels|notifiers|auth))/',
        pathNot: '^lib/(core/vocabulary|auth/preferences)\\.ts$',
        dependencyTypesNot: ['type-only'],
      },
      'types and words may come from the core, behaviour may not',
    ),
    never(
      'next-stays-outside',
      {
        path: '^(lib/(core|dialects|channels|notifiers|platform)|db|worker|gateway|cli|server/(?!admin\\.ts$))',
      },
      { path: 'node_modules/(next|next-auth|next-intl|react|react-dom)/' },
      'the payment path does not depend on the framework of the admin',
    ),
    never(
      'tests-stay-outside',
      { path: PRODUCT, pathNot: TESTS },
      { path: `(^(tests|e2e|bench)/)|${TESTS}` },
    ),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(\\.next|\\.build)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
