import { phrases } from './phrases.js'

/** Why a file is not usable, by error code of the system or of this tool. */
export const unreadable = phrases({
  ENOENT: { en: 'there is no such file', zh: '文件不存在' },
  EACCES: { en: 'permission denied', zh: '没有权限' },
  EPERM: { en: 'permission denied', zh: '没有权限' },
  EISDIR: { en: 'it is a directory', zh: '它是一个目录' },
  ENOTDIR: { en: 'a part of the path is not a directory', zh: '路径中有一段不是目录' },
  EROFS: { en: 'the file system is read-only', zh: '文件系统只读' },
  ENOSPC: { en: 'the disk is full', zh: '磁盘已满' },
  empty: { en: 'it is empty', zh: '文件是空的' },
  ELOOP: {
    en: 'the path has a loop of links, or a link that is not followed',
    zh: '路径中的链接循环指向，或不允许跟随链接'
  },
  EFBIG: { en: 'it would be larger than the system allows', zh: '超过系统允许的文件大小' },
  ENXIO: { en: 'it is not a regular file (a socket or a device)', zh: '不是普通文件（是套接字或设备）' },
  'not-a-file': {
    en: 'it is not a regular file (a link, a pipe or a device)',
    zh: '不是普通文件（是链接、管道或设备）'
  },
  'symbolic-link': { en: 'it is a link, and links are not followed', zh: '它是链接，本工具不跟随链接' },
  'too-large': { en: 'it is too large', zh: '文件过大' },
  'too-deep': { en: 'it is nested more than 200 levels deep', zh: '嵌套超过 200 层' },
  'invalid-utf8': { en: 'not UTF-8', zh: '不是 UTF-8 文本' },
  'invalid-json': { en: 'not valid JSON', zh: '不是合法的 JSON' },
  'invalid-yaml': { en: 'not valid YAML', zh: '不是合法的 YAML' },
  'duplicate-key': { en: 'it has the same key twice', zh: '同一个字段出现两次' }
})
