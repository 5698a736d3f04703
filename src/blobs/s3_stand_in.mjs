// A small S3: objects in memory, one bucket, path-style. It works out every signature itself (AWS Signature Version 4)
// and refuses what does not match, as the real ones do. Prints its port; ends when its standard input does.
// With --forgetful it knows no If-None-Match, like older stores.
import { createHash, createHmac } from 'node:crypto'
import { createServer } from 'node:http'

const accessKey = 'AKIDTEST', secretKey = 'secret/of+the test', bucket = 'files'
const forgetful = process.argv.includes('--forgetful')
const objects = new Map()
const failures = { left: 0 }

const sha256 = data => createHash('sha256').update(data).digest('hex')
const hmac = (key, data) => createHmac('sha256', key).update(data).digest()

function isSigned(request, body) {
  const match = /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(
    request.headers.authorization ?? '')
  if (!match || match[1] !== accessKey) return false
  const [, , day, region, names, signature] = match
  const instant = request.headers['x-amz-date'] ?? ''
  if (!instant.startsWith(day) || !names.split(';').includes('host')) return false
  const hash = request.headers['x-amz-content-sha256']
  if (hash !== sha256(body)) return false
  const [path, query = ''] = request.url.split('?')
  const headers = names.split(';').map(name => `${name}:${String(request.headers[name] ?? '').trim()}\n`).join('')
  const canonical = [request.method, path, query, headers, names, hash].join('\n')
  const scope = `${day}/${region}/s3/aws4_request`
  const key = ['s3', 'aws4_request'].reduce(hmac, hmac(hmac('AWS4' + secretKey, day), region))
  return hmac(key, ['AWS4-HMAC-SHA256', instant, scope, sha256(canonical)].join('\n')).toString('hex') === signature
}

const error = (response, status, code) => response.writeHead(status).end(`<Error><Code>${code}</Code></Error>`)

const server = createServer((request, response) => {
  const parts = []
  request.on('data', part => parts.push(part))
  request.on('end', () => {
    const body = Buffer.concat(parts)
    if (request.url.startsWith('/fail?')) {
      failures.left = Number(request.url.slice(6))
      return response.end()
    }
    if (failures.left > 0 && failures.left--) return error(response, 503, 'SlowDown')
    if (!isSigned(request, body)) return error(response, 403, 'SignatureDoesNotMatch')
    if (!request.url.startsWith(`/${bucket}/`)) return error(response, 404, 'NoSuchBucket')
    const kept = objects.get(request.url)
    if (request.method === 'GET') return kept ? response.writeHead(200).end(kept) : error(response, 404, 'NoSuchKey')
    if (request.method === 'DELETE') {
      objects.delete(request.url)
      return response.writeHead(204).end()
    }
    if (request.method !== 'PUT') return error(response, 405, 'MethodNotAllowed')
    if (kept && request.headers['if-none-match'] === '*' && !forgetful) return error(response, 412, 'PreconditionFailed')
    objects.set(request.url, body)
    response.writeHead(200).end()
  })
})
server.listen(0, '127.0.0.1', () => console.log(server.address().port))
process.stdin.resume().on('end', () => process.exit(0))
