"""What vendors say of their figures in the models of their interfaces, held against data/limits.yml."""
