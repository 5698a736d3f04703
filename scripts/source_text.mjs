// What the checks share: which files there are, and C++ with its comments and strings blanked.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'

const never = new Set(['node_modules', 'dist', 'build', '.git', '.toolchain', 'data', 'test-results', 'playwright-report'])

// Paths below `root` of all files under `folder`, sorted; empty where the folder does not exist.
export function filesUnder(root, folder, wanted = () => true) {
    const found = []
    const walk = (directory) => {
        for (const entry of readdirSync(directory, { withFileTypes: true })) {
            if (never.has(entry.name)) continue
            const path = join(directory, entry.name)
            if (entry.isDirectory()) walk(path)
            else if (entry.isFile() && wanted(entry.name)) found.push(relative(root, path))
        }
    }
    const start = join(root, folder)
    if (existsSync(start) && statSync(start).isDirectory()) walk(start)
    return found.sort()
}

// Paths that git knows or would add, so that what is ignored is not judged; every file outside a repository.
export function projectFiles(root) {
    try {
        const listed = execFileSync('git', ['-C', root, 'ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
            encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 1 << 26,
        })
        return listed.split('\0').filter((path) => path && existsSync(join(root, path))).sort()
    } catch {
        return filesUnder(root, '.')
    }
}

export const read = (root, path) => readFileSync(join(root, path), 'utf8')

// The same text, line for line, with comments and (unless kept) the insides of strings and characters as blanks.
export function codeOnly(text, { keepStrings = false } = {}) {
    const pieces = /\/\/[^\n]*|\/\*[^]*?\*\/|R"([^()\\\s]*)\([^]*?\)\1"|"(?:\\.|[^"\\\n])*"|(?<![0-9A-Fa-f])'(?:\\.|[^'\\\n])+'/g
    const blank = (piece) => piece.replace(/[^\n]/g, ' ')
    return text.replace(pieces, (piece) => {
        if (piece.startsWith('/')) return blank(piece)
        if (keepStrings) return piece
        return piece[0] === 'R' ? blank(piece) : piece[0] + blank(piece.slice(1, -1)) + piece.at(-1)
    })
}

// Each line that matches, as {line, match}.
export function* matches(text, pattern) {
    const lines = text.split('\n')
    for (let i = 0; i < lines.length; ++i) {
        for (const match of lines[i].matchAll(pattern)) yield { line: i + 1, match }
    }
}
