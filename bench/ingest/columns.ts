/** governance.case as a bare table. */
export const COLUMNS = [
  'case_id VARCHAR',
  'reported_at TIMESTAMP',
  'updated_at TIMESTAMP',
  'region_code VARCHAR',
  'category VARCHAR',
  'source VARCHAR',
  'departments BIGINT',
  'due_at TIMESTAMP',
  'closed_at TIMESTAMP',
  'rating BIGINT',
  'reporter VARCHAR',
  'phone VARCHAR',
]
