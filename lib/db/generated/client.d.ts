export * from './types/client'
