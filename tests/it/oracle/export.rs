//! What a model looks like, what cannot be one, and that one property alone is asked as all together are.
