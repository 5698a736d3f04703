// The arrows between the rooms of src/ (ARCHITECTURE.md), as a test: reads every #include and every USES, and fails on
// one that the map does not allow, naming those it does. Usage: node scripts/check_layers.mjs [ROOT]
import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { codeOnly, filesUnder, matches, read } from './source_text.mjs'

const pure = ['base', 'games', 'agreement', 'daylight', 'merkle', 'policy', 'place', 'vote', 'tender', 'project', 'firm', 'account']
const aggregate = ['base', 'games', 'policy']
const inner = [...pure, 'codec', 'app/ports', 'app']

// room -> rooms it may include beside itself. The arrows of the map with their transitive closure written out, so that
// what stands here is all there is.
const arrows = {
    base: [],
    games: ['base'],
    agreement: ['base', 'games'],
    daylight: ['base'],
    merkle: ['base'],
    policy: ['base'],
    place: aggregate,
    vote: aggregate,
    tender: aggregate,
    project: aggregate,
    firm: aggregate,
    account: aggregate,
    codec: pure,
    'app/ports': ['base'],
    app: [...pure, 'codec', 'app/ports'],
    store: ['base', 'app/ports'],
    blobs: ['base', 'app/ports'],
    mqtt: ['base', 'app/ports'],
    documents: inner,
    http: inner,
    simulation: [...inner, 'store'],
    cli: [...inner, 'store', 'simulation', 'blobs', 'documents', 'http', 'mqtt'],
}

const standard = new Set(`algorithm any array atomic barrier bit bitset cassert cctype cerrno cfenv cfloat charconv chrono cinttypes
climits clocale cmath codecvt compare complex concepts condition_variable coroutine csetjmp csignal cstdarg cstddef cstdint cstdio
cstdlib cstring ctime cuchar cwchar cwctype deque exception execution filesystem forward_list fstream functional future
initializer_list iomanip ios iosfwd iostream istream iterator latch limits list locale map memory memory_resource mutex new numbers
numeric optional ostream queue random ranges ratio regex scoped_allocator semaphore set shared_mutex source_location span sstream
stack stdexcept stop_token streambuf string string_view strstream syncstream system_error thread tuple type_traits typeindex typeinfo
unordered_map unordered_set utility valarray variant vector version`.split(/\s+/))

// Standard headers that bring a clock's hand, chance, threads or the outside world; never in a pure room.
const impure = new Set(`random thread mutex shared_mutex future condition_variable semaphore latch barrier stop_token fstream iostream
filesystem ctime`.split(/\s+/))
const impureCalls = /\b(now|random_device|system_clock|steady_clock|high_resolution_clock|getenv|rand|srand|clock_gettime)\s*(?=\()|\bstd::chrono::(system|steady|high_resolution)_clock\b/g

// Libraries that only some files may know, and what the others use in their place.
const confined = [
    { library: /^boost\/(beast|asio)\b/, where: /^src\/http\/(server|session|connection|asio_impl)\w*\.cpp$|^src\/http\/(session|connection)\.h$/, instead: 'the Request and Response of http/' },
    { library: /^(soci\/|sqlite3\.h|libpq)/, where: /^src\/store\/\w+\.cpp$/, instead: 'the ports of app/ports' },
    { library: /^CLI\//, where: /^src\/cli\/\w+\.cpp$/, instead: 'plain arguments' },
    { library: /^yaml-cpp\//, where: /^src\/codec\/\w+\.cpp$/, instead: 'what codec/ makes of YAML' },
    { library: /^boost\/multiprecision\//, where: /^src\/base\/fraction\.cpp$/, instead: 'Fraction' },
    { library: /^regex$/, where: /^$/, instead: 'a small parser; the header costs 2 s in each file' },
]

// What is heavy to compile may stand in a header only if that header stays in its room.
const heavy = /^boost\/(beast|asio)\b|^boost\/json(?!\/fwd\.hpp)/

// The list of exceptions may only shrink: lower this when a line goes.
const exceptionsMost = 1

const isHeader = (path) => /\.(h|hpp|inc|ipp)$/.test(path)
// Tests, and what only tests include, may use any library (a second opinion) and read files; the arrows bind them too.
const isTest = (path) => /(^|\/)(testing\/|test_|\w+_test\.(cpp|h)$|\w+_(testing|fixture)\.(cpp|h)$)/.test(path)

const roomOf = (path) => (path.startsWith('app/ports/') ? 'app/ports' : path.includes('/') ? path.slice(0, path.indexOf('/')) : '')

function readExceptions(root) {
    const path = 'scripts/layer_exceptions.txt'
    if (!existsSync(join(root, path))) return []
    return read(root, path).split('\n').map((line, i) => ({ line: i + 1, words: line.replace(/#.*/, '').trim().split(/\s+/) }))
        .filter(({ words }) => words[0]).map(({ line, words }) => ({ path, line, file: words[0], header: words[1] }))
}

// {line, bracket, header} of each #include.
const includesOf = (root, path) => [...matches(codeOnly(read(root, path), { keepStrings: true }), /^\s*#\s*include\s*([<"])([^>"]+)[>"]/g)]
    .map(({ line, match: [, bracket, header] }) => ({ line, bracket, header }))

// The headers, as paths below src/, that bring something heavy along, each with the header of that library.
function heavyHeaders(includes) {
    const brings = new Map()
    for (let before = -1; brings.size !== before;) {
        before = brings.size
        for (const [path, list] of includes) {
            const inSrc = path.slice('src/'.length)
            if (!isHeader(path) || brings.has(inSrc)) continue
            for (const { bracket, header } of list) {
                const found = bracket === '<' ? (heavy.test(header) ? header : undefined) : brings.get(header)
                if (found) brings.set(inSrc, found)
            }
        }
    }
    return brings
}

function checkFile(root, path, includes, brings, exceptions, problems) {
    const inSrc = path.slice('src/'.length)
    const room = roomOf(inSrc)
    const say = (line, text) => problems.push(`${path}:${line}: ${text}`)
    if (!(room in arrows)) {
        say(1, `src/${room}/ is no room of the map; the rooms are ${Object.keys(arrows).join(' ')}`)
        return
    }
    const allowed = [room, ...arrows[room]]
    const names = allowed.join(' ')
    const isPure = pure.includes(room)
    const test = isTest(inSrc)
    for (const { line, bracket, header } of includes) {
        const exception = exceptions.find((e) => e.file === path && e.header === header)
        if (exception) {
            exception.used = true
            continue
        }
        const rule = test ? undefined : confined.find((c) => c.library.test(bracket === '<' ? header : (brings.get(header) ?? '')) && !c.where.test(path))
        if (bracket === '"') {
            const target = roomOf(header)
            if (!(target in arrows)) say(line, `"${header}" is written from src/, as in "${room}/${header}"; other libraries in <>`)
            else if (!allowed.includes(target)) say(line, `${room} may not include ${header}; it may include ${names}`)
            else if (rule) say(line, `${header} brings <${brings.get(header)}>, which does not belong here; use ${rule.instead}`)
            else if (brings.has(header) && target !== room) say(line, `${header} brings <${brings.get(header)}> and stays in ${target}; include what it offers without that`)
        } else if (test) {
            continue
        } else if (rule) {
            say(line, `<${header}> does not belong here; use ${rule.instead}`)
        } else if (isPure && !standard.has(header)) {
            say(line, `${room} is pure and may include the standard library and ${names} only, not <${header}>`)
        } else if (isPure && impure.has(header)) {
            say(line, `${room} is pure: no clock, randomness, threads or I/O, so no <${header}>; what it needs is a parameter`)
        }
    }
    if (isPure && !test) {
        for (const { line, match } of matches(codeOnly(read(root, path)), impureCalls)) {
            say(line, `${room} is pure: no ${match[0].trim()}; the instant and what is random come as parameters`)
        }
    }
}

// USES in CMake is the same map for the linker; it may not promise more than the map. app/ports is `ports` there, and a
// folder within a room, src/http/api, is `http_api`.
function checkUses(root, problems) {
    const roomOfModule = (module) => (module === 'ports' ? 'app/ports' : module in arrows ? module : module.replace(/_.*/, ''))
    for (const path of filesUnder(root, 'src', (name) => name === 'CMakeLists.txt')) {
        const room = roomOf(path.slice('src/'.length))
        const allowed = [room, ...(arrows[room] ?? [])]
        const text = read(root, path).replace(/#.*/g, '')
        for (const [, uses] of text.matchAll(/jiati_module\([^)]*?\bUSES\s+([a-z_\s]+?)\s*(?=[A-Z)])/g)) {
            for (const used of uses.split(/\s+/).filter(Boolean)) {
                if (!allowed.includes(roomOfModule(used))) problems.push(`${path}:1: ${room} may not link ${used}; it may link ${allowed.join(' ')}`)
            }
        }
    }
}

// All that is wrong below root, as "file:line: what; what would be right", and how much was read.
export function checkLayers(root) {
    const problems = []
    const exceptions = readExceptions(root)
    const files = filesUnder(root, 'src', (name) => /\.(h|hpp|inc|ipp|cpp|cc|cxx)$/.test(name))
    const includes = new Map(files.map((path) => [path, includesOf(root, path)]))
    const brings = heavyHeaders(includes)
    for (const path of files) checkFile(root, path, includes.get(path), brings, exceptions, problems)
    checkUses(root, problems)
    for (const e of exceptions) {
        const here = `${e.path}:${e.line}`
        if (isHeader(e.file)) problems.push(`${here}: headers of pure rooms have no exceptions`)
        else if (existsSync(join(root, e.file)) && !e.used) problems.push(`${here}: ${e.file} no longer includes ${e.header}; remove the line and lower exceptionsMost`)
    }
    if (exceptions.length > exceptionsMost) problems.push(`${exceptions[0].path}:1: ${exceptions.length} exceptions; the list may only shrink, from ${exceptionsMost}`)
    return { problems, files: files.length, includes: [...includes.values()].flat().length }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
    const { problems, files, includes } = checkLayers(resolve(process.argv[2] ?? '.'))
    for (const problem of problems) console.log(problem)
    console.log(`layers: ${files} files, ${includes} includes, ${problems.length} wrong`)
    process.exitCode = problems.length ? 1 : 0
}
