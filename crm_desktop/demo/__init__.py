"""The sample company: a Polish wholesaler of bakery goods, three years of trade, made by a bulk path."""
