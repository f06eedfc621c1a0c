"""HTTP doors of partners and referrals."""
