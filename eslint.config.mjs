import js from '@eslint/js';
import tseslint from 'typescript-eslint';

const longest = lines => ({ 'max-lines': ['error', { max: lines, skipBlankLines: false, skipComments: false }] });

export default tseslint.config(
  { ignores: ['**/dist/**', '**/node_modules/**', '**/coverage/**', '**/*.mjs', '**/*.js', 'services/console/web/**'] },
  js.configs.recommended,
  ...tseslint.configs.recommendedTypeChecked,
  { languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } } },
  { linterOptions: { noInlineConfig: true } },
  {
    rules: {
      ...longest(200),
      complexity: ['error', 8],
      'max-depth': ['error', 3],
      'max-params': ['error', 4],
      '@typescript-eslint/consistent-type-imports': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
    },
  },
  { files: ['**/*.spec.ts'], rules: longest(300) },
  {
    files: ['**/*.decider.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: ['@nestjs/*', 'typeorm', 'pg', 'kafkajs', 'node:*', '@ckm/event-store', '@ckm/messaging'] },
      ],
      'no-restricted-globals': ['error', 'Date', 'setTimeout', 'process', 'crypto'],
      'no-restricted-syntax': ['error', { selector: ':function[async=true]', message: 'A decider is synchronous.' }],
    },
  },
  {
    files: ['**/*.view.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns: ['*.decider.js', '*.command.js', '*.reaction.js'] }] },
  },
  {
    files: ['**/*.reaction.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns: ['*.reaction.js', '*.command.js', 'pg', 'typeorm'] }] },
  },
);
