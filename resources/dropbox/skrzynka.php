<?php
/* A drop box for forms: copy this one file to your web hosting, paste the key below, and let your forms post to it.
   It keeps what visitors send outside the web root until the office has fetched it; it sends no mail and calls nobody.
   Skrzynka na formularze: wgraj ten jeden plik na hosting, wklej klucz poniżej i kieruj do niego formularze. */

const KEY = '@@KEY@@';
const FOLDER = '@@FOLDER@@'; // empty: beside the web root, never inside it
const THANKS = '@@THANKS@@'; // an address to go to after sending; empty: the page below
const MOST_BYTES = 26214400;
const MOST_KEPT = 2000;
const MOST_A_MINUTE = 30;
const WINDOW = 300;

error_reporting(E_ALL);
ini_set('display_errors', '0');
header('X-Content-Type-Options: nosniff');
header('Referrer-Policy: no-referrer');
header('Cache-Control: no-store');

function refuse(int $status, string $told): never
{
    http_response_code($status);
    header('Content-Type: text/plain; charset=utf-8');
    if ($status === 429 || $status === 503) {
        header('Retry-After: 60');
    }
    echo $told;
    exit;
}

function folder(): string
{
    $root = rtrim((string) ($_SERVER['DOCUMENT_ROOT'] ?? ''), '/');
    $chosen = FOLDER !== '' ? FOLDER : dirname($root !== '' ? $root : __DIR__) . '/skrzynka-' . substr(hash('sha256', 'folder' . KEY), 0, 12);
    foreach (['', '/new', '/seen', '/rate'] as $part) {
        if (!is_dir($chosen . $part) && !@mkdir($chosen . $part, 0700, true) && !is_dir($chosen . $part)) {
            refuse(503, 'try again');
        }
    }
    $real = (string) realpath($chosen);
    if ($root !== '' && str_starts_with($real . '/', (string) realpath($root) . '/')) {
        refuse(503, 'the folder is inside the web root');
    }
    return $real;
}

/* Written whole under another name, flushed to the disk, and only then given its own: half a file is never seen. */
function keep(string $path, string $bytes): bool
{
    $part = $path . '.part';
    $file = @fopen($part, 'xb');
    if ($file === false) {
        return false;
    }
    $left = $bytes;
    while ($left !== '') {
        $done = @fwrite($file, $left);
        if ($done === false || $done === 0) {
            fclose($file);
            @unlink($part);
            return false;
        }
        $left = substr($left, $done);
    }
    $safe = fflush($file) && fsync($file);
    fclose($file);
    if (!$safe || !@rename($part, $path)) {
        @unlink($part);
        return false;
    }
    return true;
}

function too_often(string $folder): bool
{
    $who = hash_hmac('sha256', (string) ($_SERVER['REMOTE_ADDR'] ?? ''), KEY);
    $path = $folder . '/rate/' . substr($who, 0, 32);
    $minute = (string) intdiv(time(), 60);
    $file = @fopen($path, 'c+b');
    if ($file === false || !flock($file, LOCK_EX)) {
        return false;
    }
    [$seen, $count] = array_pad(explode(' ', (string) stream_get_contents($file)), 2, '0');
    $count = $seen === $minute ? (int) $count + 1 : 1;
    ftruncate($file, 0);
    rewind($file);
    fwrite($file, $minute . ' ' . $count);
    fclose($file);
    return $count > MOST_A_MINUTE;
}

/* PHP takes multipart bodies apart before a script sees them: they are put together again, every byte of every part. */
function body(): array
{
    $type = (string) ($_SERVER['CONTENT_TYPE'] ?? '');
    if (stripos($type, 'multipart/form-data') === false || !ini_get('enable_post_data_reading')) {
        return [$type, (string) file_get_contents('php://input')];
    }
    $boundary = 'skrzynka-' . bin2hex(random_bytes(16));
    $out = '';
    $field = function (string $name, $value) use (&$field, &$out, $boundary): void {
        if (is_array($value)) {
            foreach ($value as $key => $inner) {
                $field($name . '[' . (is_int($key) ? '' : $key) . ']', $inner);
            }
            return;
        }
        $out .= "--$boundary\r\nContent-Disposition: form-data; name=\"" . quoted($name) . "\"\r\n\r\n$value\r\n";
    };
    foreach ($_POST as $name => $value) {
        $field((string) $name, $value);
    }
    foreach ($_FILES as $name => $file) {
        foreach (flat($file) as $one) {
            if ($one['error'] === UPLOAD_ERR_NO_FILE) {
                continue;
            }
            if ($one['error'] !== UPLOAD_ERR_OK || !is_uploaded_file($one['tmp_name'])) {
                refuse($one['error'] === UPLOAD_ERR_INI_SIZE || $one['error'] === UPLOAD_ERR_FORM_SIZE ? 413 : 503, 'a file was not taken');
            }
            $out .= "--$boundary\r\nContent-Disposition: form-data; name=\"" . quoted((string) $name) . '"; filename="' . quoted($one['name'])
                . "\"\r\nContent-Type: " . preg_replace('/[^\x20-\x7e]/', '', $one['type'] ?: 'application/octet-stream') . "\r\n\r\n"
                . file_get_contents($one['tmp_name']) . "\r\n";
        }
    }
    return ["multipart/form-data; boundary=$boundary; charset=utf-8", $out . "--$boundary--\r\n"];
}

function flat(array $file): array
{
    if (!is_array($file['name'])) {
        return [$file];
    }
    $found = [];
    foreach ($file['name'] as $key => $name) {
        $one = ['name' => $name, 'type' => $file['type'][$key], 'tmp_name' => $file['tmp_name'][$key], 'error' => $file['error'][$key]];
        $found = array_merge($found, flat($one));
    }
    return $found;
}

function quoted(string $text): string
{
    return str_replace(['"', "\r", "\n"], ['%22', '%0D', '%0A'], $text);
}

function take(string $folder): never
{
    if ((int) ($_SERVER['CONTENT_LENGTH'] ?? 0) > MOST_BYTES) {
        refuse(413, 'too large');
    }
    if (too_often($folder)) {
        refuse(429, 'too many requests');
    }
    [$type, $raw] = body();
    if (strlen($raw) > MOST_BYTES || ($raw === '' && (int) ($_SERVER['CONTENT_LENGTH'] ?? 0) > 0)) {
        refuse(413, 'too large');
    }
    if (trim($raw) === '') {
        refuse(400, 'empty');
    }
    if (stripos($type, 'multipart/form-data; boundary=skrzynka-') === 0 && $_POST === [] && $_FILES === []) {
        refuse(413, 'empty, or larger than this hosting takes');
    }
    if (count(scandir($folder . '/new')) > MOST_KEPT) {
        refuse(503, 'full');
    }
    $form = (string) ($_GET['form'] ?? 'kontakt');
    $head = [
        'form' => preg_match('/^[A-Za-z0-9][A-Za-z0-9_.\-]{0,79}$/', $form) ? $form : 'kontakt',
        'content_type' => $type,
        'remote' => (string) ($_SERVER['REMOTE_ADDR'] ?? ''),
        'at' => time(),
        'headers' => array_filter([
            'user-agent' => substr((string) ($_SERVER['HTTP_USER_AGENT'] ?? ''), 0, 1000),
            'origin' => substr((string) ($_SERVER['HTTP_ORIGIN'] ?? ''), 0, 1000),
            'referer' => substr((string) ($_SERVER['HTTP_REFERER'] ?? ''), 0, 1000),
            'accept-language' => substr((string) ($_SERVER['HTTP_ACCEPT_LANGUAGE'] ?? ''), 0, 1000),
        ]),
    ];
    $name = sprintf('%013d', (int) (microtime(true) * 1000)) . '-' . bin2hex(random_bytes(12));
    $json = json_encode($head, JSON_INVALID_UTF8_SUBSTITUTE | JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES);
    if (!keep("$folder/new/$name", $json . "\n" . $raw)) {
        refuse(503, 'try again');
    }
    thank();
}

function thank(): never
{
    if (isset($_SERVER['HTTP_ORIGIN'])) {
        header('Access-Control-Allow-Origin: ' . preg_replace('/[^\x21-\x7e]/', '', (string) $_SERVER['HTTP_ORIGIN']));
        header('Vary: Origin');
    }
    if (stripos((string) ($_SERVER['HTTP_ACCEPT'] ?? ''), 'text/html') === false) {
        header('Content-Type: application/json');
        echo '{"ok":true}';
        exit;
    }
    if (THANKS !== '') {
        header('Location: ' . THANKS, true, 303);
        exit;
    }
    header('Content-Type: text/html; charset=utf-8');
    header("Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'");
    echo <<<'PAGE'
<!doctype html><html lang="@@LANGUAGE@@"><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>@@TITLE@@</title><style>:root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;margin:0}main{max-width:34rem;margin:4rem auto;padding:0 1rem}</style>
<main><h1>@@TITLE@@</h1><p>@@TEXT@@</p></main></html>
PAGE;
    exit;
}

/* The office: what it asks is signed with the key, is not old, and is never asked twice. */
function office(string $folder): never
{
    $asked = (string) file_get_contents('php://input');
    [$stamp, $nonce, $given] = array_pad(explode(':', (string) ($_SERVER['HTTP_X_SKRZYNKA'] ?? '')), 3, '');
    $right = hash_hmac('sha256', "$stamp:$nonce:$asked", KEY);
    if (!hash_equals($right, $given) || !preg_match('/^\d{1,12}$/', $stamp) || !preg_match('/^[0-9a-f]{16,64}$/', $nonce)) {
        refuse(401, 'bad signature');
    }
    header('X-Skrzynka-Time: ' . time());
    if (abs(time() - (int) $stamp) > WINDOW) {
        refuse(401, 'too old');
    }
    foreach (glob("$folder/seen/*") ?: [] as $old) {
        if ((int) @filemtime($old) < time() - 3 * WINDOW) {
            @unlink($old);
        }
    }
    $mark = @fopen("$folder/seen/$nonce", 'x');
    if ($mark === false) {
        refuse(401, 'asked before');
    }
    fclose($mark);
    $wish = json_decode($asked, true);
    $answer = match ($wish['do'] ?? '') {
        'list' => ['waiting' => waiting($folder)],
        'fetch' => fetched($folder, (string) ($wish['name'] ?? '')),
        'done' => ['done' => done($folder, (array) ($wish['names'] ?? []))],
        default => refuse(400, 'unknown wish'),
    };
    if (is_string($answer)) {
        header('Content-Type: application/octet-stream');
        header('X-Skrzynka-Hash: ' . hash_hmac('sha256', "$nonce:$answer", KEY));
        echo $answer;
        exit;
    }
    $text = json_encode($answer);
    header('Content-Type: application/json');
    header('X-Skrzynka-Hash: ' . hash_hmac('sha256', "$nonce:$text", KEY));
    echo $text;
    exit;
}

function waiting(string $folder): array
{
    $names = array_filter(scandir($folder . '/new') ?: [], fn ($name) => preg_match('/^\d{13}-[0-9a-f]{24}$/', $name) === 1);
    return array_slice(array_values($names), 0, 200);
}

function fetched(string $folder, string $name): string
{
    if (!preg_match('/^\d{13}-[0-9a-f]{24}$/', $name) || !is_file("$folder/new/$name")) {
        refuse(404, 'not here');
    }
    return (string) file_get_contents("$folder/new/$name");
}

function done(string $folder, array $names): int
{
    $count = 0;
    foreach ($names as $name) {
        if (is_string($name) && preg_match('/^\d{13}-[0-9a-f]{24}$/', $name) && @unlink("$folder/new/$name")) {
            $count++;
        }
    }
    return $count;
}

if (strlen(KEY) < 32 || KEY[0] === '@') {
    refuse(503, 'paste the key first');
}
$method = (string) ($_SERVER['REQUEST_METHOD'] ?? 'GET');
if ($method === 'OPTIONS') {
    header('Access-Control-Allow-Origin: *');
    header('Access-Control-Allow-Methods: POST');
    header('Access-Control-Allow-Headers: content-type');
    http_response_code(204);
    exit;
}
if ($method !== 'POST') {
    header('Allow: POST');
    refuse(405, 'post a form here');
}
if (isset($_SERVER['HTTP_X_SKRZYNKA'])) {
    office(folder());
}
take(folder());
