export { type Entry, isBlank, type Mapping, type Scalar, type Sequence, type YamlNode } from './node.ts'
export { spanInScalar } from './offsets.ts'
export { readYaml, type YamlFile } from './read.ts'
export { asWritten } from './read-on.ts'
